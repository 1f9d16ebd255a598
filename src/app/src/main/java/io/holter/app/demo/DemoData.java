// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.data.set.WindowSet;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.util.Optional;

/** What a demo learns from and what it replays. */
public interface DemoData {

    /** What the model is called and what it is for. */
    ModelDescription model();

    /** How it is trained. */
    TrainingSettings training();

    /** Windows to train on. None of them is replayed. */
    WindowSet trainingWindows() throws IOException;

    /** The next window to replay; empty after the last. */
    Optional<LabelledWindow> next();

    /** Whether it is known which windows are abnormal. */
    boolean isLabelled();

    /** What it is, in a few words. */
    String description();
}
