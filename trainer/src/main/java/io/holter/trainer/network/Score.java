// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

/** What the score of a window is made of. */
public enum Score {
    /** The error of its reconstruction. */
    ERROR("error"),
    /** The geometric mean of that error and of its distance to the normal windows: far from both is abnormal. */
    ERROR_AND_NEIGHBOURS("error+neighbours");

    private final String cardName;

    Score(String cardName) {
        this.cardName = cardName;
    }

    /** As a card and the command line write it. */
    public String cardName() {
        return cardName;
    }
}
