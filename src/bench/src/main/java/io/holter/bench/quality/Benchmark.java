// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A way to measure on public data how well the default settings find anomalies. */
interface Benchmark {

    /** Its name on the command line and on the page. */
    String name();

    /** What is trained on what, and measured on what; Markdown, without a line break at its end. */
    String protocol();

    /**
     * Measures.
     *
     * @param data folder with the data sets, each in a folder under the name that it is known by
     * @throws io.holter.core.WrongArtefactException if the data is not there
     */
    Findings run(Path data, Run run) throws IOException;

    /**
     * How it is run.
     *
     * @param models where models are trained
     * @param seeds each of them once, 1, 2, 3 and so on
     * @param progress told of each step, one line
     */
    record Run(TrainedModels models, int seeds, Consumer<String> progress) {}

    /**
     * What came out.
     *
     * @param figures for JSON
     * @param columns names of the columns of a table; the first is of text, the others of figures
     * @param rows as many cells each
     * @param summary sentences below the table
     */
    record Findings(Map<String, Object> figures, List<String> columns, List<List<String>> rows, List<String> summary) {}
}
