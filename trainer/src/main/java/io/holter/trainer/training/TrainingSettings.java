// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.LinearArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model is built and fitted.
 *
 * @param architecture kind of network, and its sizes
 * @param members networks that are trained side by side in one graph, 1 or more
 * @param objective what is minimised, in which units, and what the score is
 * @param optimisation how it is minimised
 * @param inputNoise what is done to windows before the network sees them
 * @param split which windows the weights are fitted to
 */
public record TrainingSettings(
        Architecture architecture,
        int members,
        Objective objective,
        Optimisation optimisation,
        InputNoise inputNoise,
        TrainingSplit split) {

    /**
     * Which windows the weights are fitted to.
     *
     * @param validation share of the windows that is held out, above 0 and below 1: the weights never see them, and the
     *     card's error sketch and threshold come from them alone
     * @param contamination largest share of anomalies among the windows, 0 to below 0.5; 0 trusts all of them
     * @param seed seed of weights, order, split and noise
     */
    public record TrainingSplit(double validation, double contamination, long seed) {

        public TrainingSplit {
            if (!(validation > 0 && validation < 1)) {
                throw new IllegalArgumentException("the validation share lies between 0 and 1, got " + validation);
            }
            if (!(contamination >= 0 && contamination < 0.5)) {
                throw new IllegalArgumentException(
                        "contamination lies from 0 to below 0.5, since what is normal must be the majority, got "
                                + contamination);
            }
        }
    }

    /**
     * Defaults: dense 32,16,8, one member, squared error of standardised values, noisy input, a fifth held out, all
     * trusted.
     */
    public static final TrainingSettings DEFAULT = new TrainingSettings(
            DenseArchitecture.of(32, 16, 8),
            1,
            Objective.DEFAULT,
            Optimisation.DEFAULT,
            InputNoise.DEFAULT,
            new TrainingSplit(0.2, 0, 1));

    public TrainingSettings {
        if (members < 1) {
            throw new IllegalArgumentException("an ensemble has 1 member or more, got " + members);
        }
        if (architecture instanceof LinearArchitecture && members > 1) {
            throw new IllegalArgumentException(
                    "a " + architecture.name() + " model is fitted exactly: all members of an ensemble would be equal");
        }
    }

    /** The seed of weights, order, split and noise. */
    public long seed() {
        return split.seed;
    }

    /** The same with another architecture. */
    public TrainingSettings with(Architecture other) {
        return new TrainingSettings(other, members, objective, optimisation, inputNoise, split);
    }

    /** The same with another number of members. */
    public TrainingSettings withMembers(int other) {
        return new TrainingSettings(architecture, other, objective, optimisation, inputNoise, split);
    }

    /** The same with another objective. */
    public TrainingSettings with(Objective other) {
        return new TrainingSettings(architecture, members, other, optimisation, inputNoise, split);
    }

    /** The same with another optimisation. */
    public TrainingSettings with(Optimisation other) {
        return new TrainingSettings(architecture, members, objective, other, inputNoise, split);
    }

    /** The same with another inputNoise. */
    public TrainingSettings with(InputNoise other) {
        return new TrainingSettings(architecture, members, objective, optimisation, other, split);
    }

    /** The same with another split. */
    public TrainingSettings with(TrainingSplit other) {
        return new TrainingSettings(architecture, members, objective, optimisation, inputNoise, other);
    }

    /** The same with another seed. */
    public TrainingSettings withSeed(long other) {
        return with(new TrainingSplit(split.validation, split.contamination, other));
    }

    /** The same with another number of epochs. */
    public TrainingSettings withEpochs(int other) {
        return with(optimisation.withEpochs(other));
    }

    /** All settings by the names of their options, for the card. */
    public Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("architecture", architecture.name());
        all.putAll(architecture.settings());
        all.putAll(objective.settings());
        all.put("validation", String.valueOf(split.validation));
        all.put("contamination", String.valueOf(split.contamination));
        all.put("seed", String.valueOf(split.seed));
        if (!(architecture instanceof LinearArchitecture)) {
            all.put("ensemble", String.valueOf(members));
            all.putAll(optimisation.settings());
            all.putAll(inputNoise.settings());
        }
        return all;
    }
}
