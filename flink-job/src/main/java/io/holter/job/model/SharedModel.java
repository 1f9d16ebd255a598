package io.holter.job.model;

import io.holter.core.WrongArtefactException;
import io.holter.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A part in a model that the subtasks of a process share: one TensorFlow session per model directory and hash, opened by
 * the first subtask that asks for it and closed by the last.
 *
 * <p>Whoever asks for a model while it is being loaded waits for that one; other models load at the same time. A model
 * that cannot be loaded is not remembered: the next to ask tries again.
 */
public final class SharedModel implements AutoCloseable {

    /** Guarded by itself. An entry is there as long as it has users, those who wait for it included. */
    private static final Map<Key, Entry> OPEN = new HashMap<>();

    private record Key(Path directory, String hash) {}

    /** Opens the model of a directory. */
    interface Loader {
        Model open(Path directory) throws IOException;
    }

    private static final class Entry {
        /** Guarded by {@link #OPEN}. */
        int users;
        /** Guarded by this entry; null until it is loaded. */
        private Model model;

        /** Loads the model unless it is loaded. */
        synchronized Model load(Key key, Loader loader) throws IOException {
            if (model == null) {
                model = open(key, loader);
            }
            return model;
        }

        synchronized void close() {
            if (model != null) {
                model.close();
            }
        }
    }

    private final Key key;
    private final Entry entry;
    private final Model model;
    /** Guarded by {@link #OPEN}. */
    private boolean closed;

    private SharedModel(Key key, Entry entry, Model model) {
        this.key = key;
        this.entry = entry;
        this.model = model;
    }

    /**
     * Takes part in the model of a directory. Whoever acquires must {@link #close}.
     *
     * @param directory a model directory
     * @param hash the SavedModel's hash that the job was built for
     * @throws WrongArtefactException if the directory holds no model, a broken one or another one
     * @throws IOException if it cannot be read
     */
    public static SharedModel acquire(Path directory, String hash) throws IOException {
        return acquire(directory, hash, Model::open);
    }

    static SharedModel acquire(Path directory, String hash, Loader loader) throws IOException {
        Key key = new Key(directory.toAbsolutePath().normalize(), hash);
        Entry entry;
        synchronized (OPEN) {
            entry = OPEN.computeIfAbsent(key, missing -> new Entry());
            entry.users++;
        }
        boolean loaded = false;
        try {
            SharedModel shared = new SharedModel(key, entry, entry.load(key, loader));
            loaded = true;
            return shared;
        } finally {
            if (!loaded) {
                release(key, entry);
            }
        }
    }

    private static Model open(Key key, Loader loader) throws IOException {
        Model model = loader.open(key.directory());
        String found = model.card().getSavedModelSha256();
        if (!found.equals(key.hash())) {
            model.close();
            throw new WrongArtefactException(
                    key.directory().toString(),
                    "the model that the job was submitted with, SHA-256 " + key.hash(),
                    found);
        }
        return model;
    }

    private static void release(Key key, Entry entry) {
        synchronized (OPEN) {
            if (--entry.users > 0) {
                return;
            }
            OPEN.remove(key);
        }
        // Nobody else can reach the entry any more.
        entry.close();
    }

    /** The model; usable until this is closed. */
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
        release(key, entry);
    }

    /** How many models are open in this process, or being opened. */
    static int openModels() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }
}
