// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.wire.DecodedWindow;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The factory of the operator that scores windows in batches, chained to what decodes them. */
public final class ScoringOperatorFactory extends AbstractStreamOperatorFactory<ScoredWindow>
        implements OneInputStreamOperatorFactory<DecodedWindow, ScoredWindow> {

    private static final long serialVersionUID = 1L;

    private final Scoring scoring;

    /** @param scoring how to score */
    public ScoringOperatorFactory(Scoring scoring) {
        this.scoring = scoring;
    }

    @Override
    public <T extends StreamOperator<ScoredWindow>> T createStreamOperator(
            StreamOperatorParameters<ScoredWindow> parameters) {
        @SuppressWarnings("unchecked") // Flink's own factories do the same: T is what this factory makes
        T operator = (T) new ScoringOperator(parameters, scoring);
        return operator;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ScoringOperator.class;
    }
}
