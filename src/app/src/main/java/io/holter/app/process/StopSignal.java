// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody's wish that a command should end: Ctrl-C or a termination signal, or a call of {@link #request}.
 *
 * <p>A command that attends to the wish gets the time to put things away; its exit code is then the process's. One
 * that does not is ended on the spot, as any process is, its temporary directories deleted.
 */
public final class StopSignal {

    /** Ctrl-C should be over within 5 s; what is not put away by then will not be. */
    private static final Duration PATIENCE = Duration.ofMillis(4000);

    /** As shells report a command that Ctrl-C ended: 128 + 2. */
    public static final int ENDED_EARLY = 130;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean attended;
    private volatile int exitCode;

    /** The wish as this process hears it. */
    public static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::shutDown, "stop"));
        return signal;
    }

    /** Wishes for an end. */
    public void request() {
        requested.countDown();
    }

    /** Promises to end soon after the wish; to be called by a command that looks for it. */
    public void attend() {
        attended = true;
    }

    /** Whether the end was wished for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * Waits for the wish.
     *
     * @param atMost how long to wait at most; zero or less does not wait
     * @return whether the end was wished for
     */
    public boolean await(Duration atMost) throws InterruptedException {
        return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Says that the command has put everything away.
     *
     * @param code exit code of the process
     */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    private void shutDown() {
        NativeOutput.endInOrder();
        if (finished.getCount() == 0) {
            TemporaryDirectory.deleteOfProcess();
            return;
        }
        request();
        boolean putAway = attended && finishesInTime();
        boolean leftovers = TemporaryDirectory.deleteLeftovers();
        TemporaryDirectory.deleteOfProcess();
        if (putAway || leftovers) {
            System.out.flush();
            System.err.flush();
            // Leaving by a signal would end with 128 + its number even where the command did what it was asked; and a
            // command that goes on meanwhile must not put files where others were deleted.
            Runtime.getRuntime().halt(putAway ? exitCode : ENDED_EARLY);
        }
    }

    private boolean finishesInTime() {
        try {
            return finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
