// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.core.WrongArtefactException;
import io.holter.core.file.WholeFile;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.ModelScorer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One self-contained page that says what a model is and how good it is: errors with the threshold, curves of quality,
 * the table against simpler methods, reconstructions, the code space, losses and the card. It loads nothing from any
 * network, and runs no script but its own: names from data are only ever text. Its size is bounded whatever the number
 * of windows.
 */
public final class Report {

    private static final String PLACE = "a place that can be written to";

    private final ModelCard card;
    private final Scored scored;
    private final Evaluation evaluation;
    private final List<Example.Group> examples;
    private final List<Picture.Group> pictures;
    private final CodeSpace codes;

    private Report(Model model, Scored scored, Evaluation evaluation) {
        this.card = model.card();
        this.scored = scored;
        this.evaluation = scored.bothClasses() ? evaluation : null;
        boolean images = card.getHeight() > 0;
        this.examples = images ? List.of() : Example.of(model, scored);
        this.pictures = images ? Picture.of(model, scored) : List.of();
        this.codes = CodeSpace.of(model, scored);
    }

    /**
     * A report on labelled windows. Examples are run through the model, which may be closed afterwards.
     *
     * @param evaluation of the model on these windows, perhaps beside baselines
     * @param subject what windows these are, in a few words, for example <em>test.csv</em>
     */
    public static Report of(Model model, WindowSet windows, Evaluation evaluation, String subject) {
        double[] errors = evaluation.model().scores();
        return new Report(model, new Scored(windows, errors, evaluation.threshold(), subject), evaluation);
    }

    /**
     * A report on windows that are not known to be normal or not. Examples are run through the model, which may be
     * closed afterwards.
     *
     * @param windows at least one, of the model's shape
     * @param subject what windows these are, in a few words
     */
    public static Report unlabelled(Model model, WindowSet windows, String subject) {
        double[] errors = new ModelScorer(model).score(windows);
        return new Report(model, new Scored(windows, errors, model.card().getThreshold(), subject), null);
    }

    /** The page. */
    public String html() {
        return new Page(card, scored, evaluation).html(examples, pictures, codes);
    }

    /**
     * Writes the page atomically, and replaces a file that is there.
     *
     * @throws WrongArtefactException if nothing can be written there
     */
    public void write(Path file) throws IOException {
        requirePlace(file);
        try {
            WholeFile.write(file, html());
        } catch (FileSystemException e) {
            throw new WrongArtefactException(file.toString(), PLACE, reason(e), e);
        }
    }

    /**
     * Makes sure that a report may be written there, before work is put into it.
     *
     * @throws WrongArtefactException if that is a folder, or there is no folder to put it in
     */
    public static void requirePlace(Path file) {
        Path target = file.toAbsolutePath().normalize();
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new WrongArtefactException(file.toString(), "a file, or nothing", "a folder");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new WrongArtefactException(file.toString(), PLACE, "no such folder");
        }
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof java.nio.file.NoSuchFileException ? "no such folder" : String.valueOf(e.getReason());
    }
}
