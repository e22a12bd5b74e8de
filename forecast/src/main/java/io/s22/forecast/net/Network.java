package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import org.jspecify.annotations.Nullable;

/**
 * A plan against one window, as flat arrays. Times are seconds from the window's opening.
 *
 * <p>Lists of lists are {@link Rows}. A task is one step on one host; tasks of a step follow one
 * another in the order of its hosts. Filled by {@link Compiler}, then never changed.
 */
public final class Network implements Cloneable {
  /** What follows a step's failure. */
  static final byte BACK_STEP = 0;

  static final byte BACK_STAGE = 1;
  static final byte BACK_RUN = 2;
  static final byte GO_ON = 3;

  /** Phases of a task: first index of {@link #law}, {@link #fails} and {@link #cut}. */
  public static final int PRECHECK = 0;

  public static final int ACT = 1;
  public static final int VERIFY = 2;
  public static final int UNDO = 3;

  /**
   * Random variables of a task, from its first on: for each phase its duration (2 * phase) and its
   * failure (2 * phase + 1), the same again for a canary's second way, then its effects.
   */
  static final int SECOND = 8;

  static final int EFFECTS = 16;

  public double close;
  public int stages;
  public int steps;
  public int tasks;

  public String[] stageName = {};
  public double[] boxStart = {};
  public double[] boxEnd = {};
  int[] stageOrder = {};
  Rows stagePreds = Rows.NONE;
  Rows stageSuccs = Rows.NONE;
  Rows stageGates = Rows.NONE;
  public int[] stageStepFrom = {};

  public String[] stepName = {};
  public int[] stepStage = {};
  int[] stepOrder = {};
  Rows stepPreds = Rows.NONE;
  Rows stepSuccs = Rows.NONE;
  Rows stepGates = Rows.NONE;
  public int[] stepTaskFrom = {};
  int[] stepCanary = {};
  int[] stepBatch = {};
  int[] stepCrew = {};
  int[] stepAttempts = {};
  byte[] stepPolicy = {};
  public boolean[] stepHasRollback = {};
  int[] stepGroup = {};
  double[][] stepWaits = {};

  /** By phase, then by step: its law (null: takes no time), its failure, its timeout. */
  public @Nullable Law[][] law = new Law[4][0];

  public double[][] fails = new double[4][0];
  double[][] cut = new double[4][0];

  /** The rollback's P90 on one host, cut at its timeout; 0 where there is none. */
  public double[] reserve = {};

  public String[] taskHost = {};
  public int[] taskStep = {};
  int[] taskVar = {};

  /** By task: the services with a floor it takes a host of, and that host's number, in turns. */
  Rows taskFloors = Rows.NONE;

  int members;

  /** The effects of task t stand from taskEffects[t] to before taskEffects[t + 1]. */
  int[] taskEffects = {0};

  int[] effectService = {};
  int[] effectMember = {};
  boolean[] effectDegrades = {};
  @Nullable Law[] effectLaw = {};
  int[] effectVar = {};

  /** By effect: the {@link Switches switch} it turns, or -1; whether its act turns it on again. */
  int[] effectSwitch = {};

  boolean[] effectOpens = {};
  int[] switchService = {};
  boolean[] switchDegrades = {};

  double[] gateWithin = {};
  boolean[] gateLateGo = {};
  double[] gateRefuses = {};
  @Nullable Law[] gateLaw = {};
  int[] gateVar = {};

  int[] crewSize = {};
  double[] groupShare = {};
  int[] groupVar = {};

  /** Random variables: the step each belongs to or -1, its Sobol dimension or -1. */
  int[] varStep = {};

  int[] varDimension = {};
  int dimensions;

  /** Sobol's direction numbers by dimension. */
  int[][] directions = {};

  public ServiceGraph services = ServiceGraph.NONE;
  int[] floorSpare = {};

  /** Whether crews or floors may make a task wait. */
  public boolean contended;

  /**
   * Turning back: whether it can change anything, whether people are asked, its default, the time
   * they have.
   */
  boolean turns;

  boolean asks;
  boolean turnsBack;
  double turnWithin;
  public double totalReserve;

  /** What has already happened; null before the run. */
  @Nullable Given given;

  Network() {}

  /** A copy that shares its arrays: what differs is replaced in it before anyone else sees it. */
  Network copy() {
    try {
      return (Network) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, of which nobody asks what the services suffer. */
  Network withoutEffects() {
    Network copy = copy();
    copy.taskEffects = new int[tasks + 1];
    copy.effectService = new int[0];
    return copy;
  }

  /** How many random variables get Sobol points. */
  public int dimensions() {
    return dimensions;
  }

  /** The durations drawn in one trial in which nothing fails. */
  public long samplesPerTrial() {
    long count = 0;
    for (int task = 0; task < tasks; task++) {
      for (int phase = PRECHECK; phase <= VERIFY; phase++) {
        Law of = law[phase][taskStep[task]];
        count += of == null || of.fixed() ? 0 : 1;
      }
    }
    return count;
  }
}
