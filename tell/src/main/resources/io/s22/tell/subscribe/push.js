// Signs this browser up for notifications. Everything else on the page works without a script.
(function () {
  "use strict";
  var form = document.getElementById("form");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }
  function text(buffer) {
    return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  form.addEventListener("submit", function (event) {
    var chosen = form.querySelector("input[name=channel]:checked");
    if (!chosen || chosen.value !== "push" || form.dataset.done) return;
    event.preventDefault();
    navigator.serviceWorker.register("push-worker.js").then(function (worker) {
      return worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(form.dataset.key)
      });
    }).then(function (subscription) {
      form.elements.address.value = subscription.endpoint;
      form.elements.secret.value =
        text(subscription.getKey("p256dh")) + "." + text(subscription.getKey("auth"));
      form.dataset.done = "yes";
      form.submit();
    }, function (refused) {
      document.getElementById("hint").textContent = String(refused.message || refused);
    });
  });
})();
