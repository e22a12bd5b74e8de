// Shows what is pushed, and opens the page when it is pressed.
self.addEventListener("push", function (event) {
  var told = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(told.title || "", {
    body: told.body || "", lang: told.lang || "", tag: told.tag || "", data: told.url || ""
  }));
});
self.addEventListener("notificationclick", function (event) {
  event.notification.close();
  if (/^https?:/.test(event.notification.data)) {
    event.waitUntil(self.clients.openWindow(event.notification.data));
  }
});
