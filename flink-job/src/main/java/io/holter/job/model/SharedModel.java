// SPDX-License-Identifier: Apache-2.0
package io.holter.job.model;

import io.holter.core.WrongArtefactException;
import io.holter.model.Model;
import io.holter.model.OperationRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One TensorFlow session per process and model: opened by the first subtask that asks for it, shared by all others,
 * closed by the last. A model is known by its directory and its hash, so that a directory whose content was exchanged
 * is another model; one that is not what was asked for is refused rather than mixed.
 *
 * <p>A model is loaded outside the lock: other models are acquired and closed meanwhile, and whoever asks for the same
 * one waits for that load. A load that fails is forgotten, and the next who asks tries again.
 */
public final class SharedModel implements AutoCloseable {

    private static final Map<Key, Shared> OPEN = new HashMap<>();

    private record Key(Path directory, String hash, OperationRules operations) {}

    private static final class Shared {
        final CompletableFuture<Model> model = new CompletableFuture<>();
        int users;
    }

    private final Key key;
    private final Shared shared;
    private final Model model;
    private boolean closed;

    private SharedModel(Key key, Shared shared, Model model) {
        this.key = key;
        this.shared = shared;
        this.model = model;
    }

    /**
     * Takes part in a model. Whoever acquires must {@link #close}.
     *
     * @param source the model directory, and what it must hold
     * @throws WrongArtefactException if the directory holds no model, a broken one or another one
     */
    public static SharedModel acquire(ModelSource source) throws IOException {
        Path directory = Path.of(source.directory()).toAbsolutePath().normalize();
        Key key = new Key(directory, source.hash(), source.operations());
        Shared shared;
        boolean first;
        synchronized (OPEN) {
            shared = OPEN.computeIfAbsent(key, k -> new Shared());
            first = shared.users++ == 0;
        }
        if (first) {
            load(key, shared);
        }
        try {
            return new SharedModel(key, shared, shared.model.join());
        } catch (CompletionException e) {
            release(key, shared);
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw e.getCause() instanceof WrongArtefactException cause ? cause : e;
        }
    }

    private static void load(Key key, Shared shared) {
        try {
            shared.model.complete(open(key));
        } catch (IOException | RuntimeException | Error e) {
            synchronized (OPEN) {
                OPEN.remove(key, shared);
            }
            shared.model.completeExceptionally(e);
        }
    }

    private static Model open(Key key) throws IOException {
        Model model = Model.open(key.directory, key.operations);
        String found = model.card().getSavedModelSha256();
        if (!found.equals(key.hash)) {
            model.close();
            throw new WrongArtefactException(
                    key.directory.toString(), "the model that the job was submitted with, SHA-256 " + key.hash, found);
        }
        return model;
    }

    /** Gives a share back; whether it was the last. */
    private static boolean release(Key key, Shared shared) {
        synchronized (OPEN) {
            if (--shared.users > 0) {
                return false;
            }
            OPEN.remove(key, shared);
            return true;
        }
    }

    /** The model, until this is closed. */
    public Model model() {
        return model;
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (release(key, shared)) {
            model.close();
        }
    }

    /** How many models are open in this process. */
    static int openModels() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }
}
