// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.data.set.WindowSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Windows as tensors, batch after batch: the next is filled in a thread of its own while one is used. */
final class Batches implements AutoCloseable {

    /** Uses a batch. */
    @FunctionalInterface
    interface Use {
        /**
         * Takes a batch.
         *
         * @param windows [count, length × channels], raw units; closed afterwards
         * @param from number of the first of them in the order
         * @param count windows in it
         */
        void batch(TFloat32 windows, int from, int count);
    }

    private final ExecutorService filler = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "holter-batches");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Goes through windows.
     *
     * @param order numbers of the windows; null for their own order
     * @param batch windows at once; fewer are left for the last batch
     * @param variation what is done to each; null for nothing
     */
    void forEach(WindowSet windows, int[] order, int batch, Augmenter variation, Use use) {
        int count = order == null ? windows.size() : order.length;
        Future<TFloat32> next = null;
        try {
            for (int from = 0; from < count; from += batch) {
                int here = Math.min(batch, count - from);
                Future<TFloat32> taken = next;
                next = null;
                try (TFloat32 tensor = taken == null ? fill(windows, order, from, here, variation) : take(taken)) {
                    int after = from + here;
                    int left = Math.min(batch, count - after);
                    next = left <= 0 ? null : filler.submit(() -> fill(windows, order, after, left, variation));
                    use.batch(tensor, from, here);
                }
            }
        } catch (RuntimeException | Error e) {
            closeQuietly(next, e);
            throw e;
        }
    }

    /** What the filler made or failed at meanwhile must not hide what went wrong first. */
    private static void closeQuietly(Future<TFloat32> next, Throwable first) {
        if (next == null) {
            return;
        }
        try {
            take(next).close();
        } catch (RuntimeException | Error e) {
            first.addSuppressed(e);
        }
    }

    private static TFloat32 take(Future<TFloat32> next) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return next.get();
                } catch (InterruptedException e) {
                    // Filling takes a moment; whoever interrupts is heard after it.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e.getCause());
                } catch (CancellationException e) {
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private static TFloat32 fill(WindowSet windows, int[] order, int from, int count, Augmenter variation) {
        int size = windows.shape().size();
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            windows.copy(order == null ? from + i : order[from + i], values, i * size);
            if (variation != null) {
                variation.apply(values, i * size);
            }
        }
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(count, size));
        tensor.asRawTensor().data().asFloats().write(values);
        return tensor;
    }

    @Override
    public void close() {
        filler.shutdownNow();
    }
}
