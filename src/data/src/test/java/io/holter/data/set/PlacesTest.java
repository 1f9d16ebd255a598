// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void placesComeBackAsTheyWere() {
        List<String> places = List.of(
                "a.csv:1",
                "a.csv:2",
                "a.csv:007",
                "a.csv:0",
                "b: window 17",
                "pictures/x.png",
                "pictures/x.png",
                "17",
                "c:99999999999999999999",
                "");
        Places.Builder builder = new Places.Builder();
        places.forEach(builder::add);
        Places built = builder.build();
        for (int i = 0; i < places.size(); i++) {
            assertThat(built.of(i)).isEqualTo(places.get(i));
        }
        assertThat(built.of(places.size())).isNull();
    }
}
