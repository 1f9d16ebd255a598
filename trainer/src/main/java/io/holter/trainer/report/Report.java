package io.holter.trainer.report;

import io.holter.core.WrongArtefactException;
import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One self-contained page that says what a model is and how good it is: errors with the threshold, curves of quality, the
 * table against simpler methods, reconstructions, the code space, losses and the card. It loads nothing from any network,
 * and runs no script but its own: names from data are only ever text. Its size is bounded whatever the number of windows.
 */
public final class Report {

    private final ModelCard card;
    private final Scored scored;
    private final Comparison comparison;
    private final List<Example.Group> examples;
    private final List<Picture.Group> pictures;
    private final CodeSpace codes;

    private Report(Model model, Scored scored, Comparison comparison) {
        this.card = model.card();
        this.scored = scored;
        this.comparison = comparison;
        boolean images = card.getHeight() > 0;
        this.examples = images ? List.of() : Example.of(model, scored);
        this.pictures = images ? Picture.of(model, scored) : List.of();
        this.codes = CodeSpace.of(model, scored);
    }

    /**
     * Runs the examples through the model, and remembers what it needs: the model may be closed afterwards.
     *
     * @param scored windows of the model's shape, with the errors that it gave them
     * @param comparison figures on the same windows, or {@link Comparison#NONE}
     */
    public static Report of(Model model, Scored scored, Comparison comparison) {
        if (!model.shape().equals(scored.windows().shape())) {
            throw new IllegalArgumentException(
                    "windows of " + model.shape() + ", got " + scored.windows().shape());
        }
        return new Report(model, scored, comparison);
    }

    /** The page. */
    public String html() {
        return new Page(card, scored, comparison).html(examples, pictures, codes);
    }

    /**
     * Writes the page, whole or not at all, and replaces a file that is there.
     *
     * @throws WrongArtefactException if nothing can be written there
     */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new WrongArtefactException(file.toString(), "a file, or nothing", "a folder");
        }
        String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + suffix + ".part");
        try {
            Files.writeString(temporary, html(), StandardOpenOption.CREATE_NEW);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new WrongArtefactException(file.toString(), "a place that can be written to", reason(e), e);
        } finally {
            deleteIfLeft(temporary);
        }
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof java.nio.file.NoSuchFileException ? "no such folder" : String.valueOf(e.getReason());
    }

    private static void deleteIfLeft(Path temporary) throws IOException {
        if (Files.exists(temporary)) {
            Files.delete(temporary);
        }
    }
}
