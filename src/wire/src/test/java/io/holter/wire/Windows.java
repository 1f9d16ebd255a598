// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Windows to write. For tests. */
public final class Windows {

    private Windows() {}

    /** A window of two channels with these values, of a series, with a tag "kind". */
    public static Window window(String kind, float... values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return Window.newBuilder()
                .setSeries("patient-7")
                .setStart(Instant.ofEpochMilli(1_700_000_000_000L))
                .setSampleRate(250)
                .setLength(values.length / 2)
                .setChannels(2)
                .setValues(list)
                .setTags(Map.of("kind", kind))
                .build();
    }
}
