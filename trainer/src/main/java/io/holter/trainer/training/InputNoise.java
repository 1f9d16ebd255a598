// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is done to windows before the network sees them.
 *
 * @param noise standard deviation of the normally distributed noise that is added to normalised windows, 0 or more,
 *     while the network is to answer with the clean ones; noisy values are cut to the range from 0 to 1 where the
 *     normalisation has brought the data there
 * @param augmentation how windows are varied: the network is to answer with the varied ones
 */
public record InputNoise(double noise, Augmentation augmentation) {

    /** Windows as they are. */
    public static final InputNoise NONE = new InputNoise(0, Augmentation.NONE);

    /** Denoising (Vincent et al., JMLR 2010), so strong that the network cannot copy: it answers with what is normal. */
    public static final InputNoise DEFAULT = new InputNoise(1.5, Augmentation.NONE);

    public InputNoise {
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("noise has a standard deviation of 0 or more, got " + noise);
        }
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("noise", String.valueOf(noise));
        settings.putAll(augmentation.settings());
        return settings;
    }
}
