// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose fields any number of blanks separate, with one blank between two fields and none around a line. */
final class BlankRuns extends FilterReader {

    private boolean pending;
    private boolean lineStarted;
    private int held = -1;

    BlankRuns(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (held >= 0) {
            int c = held;
            held = -1;
            return c;
        }
        while (true) {
            int c = in.read();
            if (c == ' ') {
                pending = lineStarted;
            } else if (c < 0 || c == '\n' || c == '\r') {
                pending = false;
                lineStarted = false;
                return c;
            } else if (pending) {
                pending = false;
                held = c;
                return ' ';
            } else {
                lineStarted = true;
                return c;
            }
        }
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            into[from + count++] = (char) c;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
