package io.holter.job.model;

import io.holter.core.WrongArtefactException;
import io.holter.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One TensorFlow session per process and model directory: opened by the first subtask that asks for it, shared by all
 * others, closed by the last. A model that changed on disk between two openings is refused rather than mixed.
 */
public final class SharedModel implements AutoCloseable {

    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        public final Model model;
        int users;

        Shared(Model model) {
            this.model = model;
        }
    }

    private final Path directory;
    private final Shared shared;
    private boolean closed;

    private SharedModel(Path directory, Shared shared) {
        this.directory = directory;
        this.shared = shared;
    }

    /**
     * Takes part in the model of a directory. Whoever acquires must {@link #close}.
     *
     * @param directory a model directory
     * @param hash the SavedModel's hash that the job was built for
     * @throws WrongArtefactException if the directory holds no model, a broken one or another one
     */
    public static SharedModel acquire(Path directory, String hash) throws IOException {
        Path key = directory.toAbsolutePath().normalize();
        synchronized (OPEN) {
            Shared shared = OPEN.get(key);
            if (shared == null) {
                shared = new Shared(Model.open(key));
            }
            String found = shared.model.card().getSavedModelSha256();
            if (!found.equals(hash)) {
                if (shared.users == 0) {
                    shared.model.close();
                }
                throw new WrongArtefactException(
                        key.toString(), "the model that the job was submitted with, SHA-256 " + hash, found);
            }
            shared.users++;
            OPEN.put(key, shared);
            return new SharedModel(key, shared);
        }
    }

    public Model model() {
        return shared.model;
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (closed) {
                return;
            }
            closed = true;
            if (--shared.users == 0) {
                OPEN.remove(directory);
                shared.model.close();
            }
        }
    }

    /** How many model directories are open in this process. */
    static int openModels() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }
}
