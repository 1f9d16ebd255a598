// SPDX-License-Identifier: Apache-2.0
package io.holter.job.slice;

import io.holter.core.SampleRate;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import io.holter.wire.FieldMapping;
import java.util.List;

/** What a model and a mapping of fields have to agree on. */
public final class MappedModel {

    private MappedModel() {}

    /**
     * Holds the channels of the mapping against those of the model: their number, and their names if the mapping has the
     * same ones in another order.
     *
     * @param mapping null where there is none
     * @throws WrongArtefactException if they differ
     */
    public static void requireSameChannels(ModelCard card, FieldMapping mapping) {
        List<String> ofModel = card.getChannels().stream().map(Channel::getName).toList();
        List<String> mapped = mapping == null ? List.of() : mapping.channelNames();
        boolean sameNumber = mapped.isEmpty() || mapped.size() == ofModel.size();
        boolean otherOrder = !mapped.equals(ofModel)
                && mapped.stream()
                        .sorted()
                        .toList()
                        .equals(ofModel.stream().sorted().toList());
        if (!sameNumber || otherOrder) {
            throw new WrongArtefactException(
                    FieldMapping.CHANNELS,
                    "the channels of the model in their order, " + String.join(", ", ofModel),
                    String.join(", ", mapped));
        }
    }

    /**
     * The rate of the model's samples; where its card does not say, that of the mapping.
     *
     * @param mapping null where there is none
     * @return Hz, above 0
     * @throws WrongArtefactException if neither says, or both differ
     */
    public static double rate(ModelCard card, FieldMapping mapping) {
        double ofModel = card.getSampleRate();
        double ofMapping = mapping == null ? 0 : mapping.rate();
        if (ofModel == 0 && ofMapping == 0) {
            throw new WrongArtefactException(
                    FieldMapping.RATE, "the sample rate, as the model's card does not say", "none");
        }
        if (SampleRate.differ(ofModel, ofMapping)) {
            throw new WrongArtefactException(
                    FieldMapping.RATE, "that of the model, " + card.getSampleRate() + " Hz", ofMapping + " Hz");
        }
        return ofModel == 0 ? ofMapping : ofModel;
    }
}
