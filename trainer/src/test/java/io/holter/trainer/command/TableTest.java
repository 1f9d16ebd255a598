// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsWhatTheyHold() {
        Table table = Table.of("", "AUROC", "n");
        table.row(List.of("model", "0.9", "1000"));
        table.row(List.of("pca", "-", "2"));
        assertThat(table).hasToString("       AUROC     n\nmodel    0.9  1000\npca        -     2\n");
    }

    @Test
    void remarksGoToTheLeft() {
        Table table = Table.withRemarks("", "AUROC", "");
        table.row(List.of("knn", "0.99", "of 5"));
        table.row(List.of("mean", "0.9", "a b c"));
        assertThat(table).hasToString("      AUROC\nknn    0.99  of 5\nmean    0.9  a b c\n");
    }

    @Test
    void everyRowIsWhole() {
        assertThatThrownBy(() -> Table.of("a", "b").row(List.of("1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingToSayIsADash() {
        assertThat(Table.figure(Double.NaN)).isEqualTo("-");
        assertThat(Table.figure(1)).isEqualTo("1.0000");
    }
}
