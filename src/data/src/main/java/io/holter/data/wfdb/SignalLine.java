// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

/**
 * What the header says of one signal.
 *
 * @param line number of its line in the header, from 1
 * @param storage where its samples are
 * @param scale what they mean
 * @param checksum sum of all its samples modulo 2¹⁶, between −32768 and 32767; null where not given
 * @param name its description, or its number where there is none
 */
record SignalLine(int line, Storage storage, Scale scale, Integer checksum, String name) {

    /**
     * Where samples are.
     *
     * @param file name of the signal file, beside the header
     * @param format how the file stores samples; null for a format that cannot be read
     * @param perFrame samples of this signal in a frame of the file, 1 or more
     * @param offset bytes before the first sample
     * @param skew samples that are stored later than those of the other signals taken at the same time: sample t of
     *     this signal stands at t + skew
     */
    record Storage(String file, SampleFormat format, int perFrame, long offset, int skew) {}

    /**
     * What samples mean: (sample − baseline) / gain, in units.
     *
     * @param gain steps of the converter for one unit, not 0
     * @param baseline the sample that stands for 0
     * @param units what the result is measured in
     */
    record Scale(double gain, int baseline, String units) {

        /** A sample in units. */
        float of(int sample) {
            return (float) (((double) sample - baseline) / gain);
        }
    }
}
