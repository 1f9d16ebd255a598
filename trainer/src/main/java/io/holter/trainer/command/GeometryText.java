// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in data: geometry, channels, rate and labels, for people and for JSON. */
final class GeometryText {

    /** More channels than these are counted only. */
    private static final int MAX_NAMED = 12;

    private GeometryText() {}

    /** In one line, such as {@code 200 windows of 24 samples × 1 channel (MLII mV) at 360.0 Hz; 190 normal, 10 anomalies}. */
    static String of(WindowSet windows) {
        Signal signal = windows.signal();
        int length = windows.shape().length();
        int channels = windows.shape().channels();
        String size = signal.height() > 0
                ? signal.height() + " × " + length / signal.height() + " pixels"
                : Count.of(length, "sample");
        String series = windows.series().isEmpty()
                ? ""
                : " cut from " + Count.of(windows.series().size(), "series");
        return Count.of(windows.size(), "window") + series + " of " + size + " × " + Count.of(channels, "channel")
                + named(signal.channels())
                + (signal.sampleRate() > 0 ? " at " + signal.sampleRate() + " Hz" : ", sample rate unknown") + "; "
                + (windows.labelled()
                        ? windows.size() - windows.anomalies() + " normal, "
                                + Count.of(windows.anomalies(), "anomaly", "anomalies")
                        : "no labels");
    }

    private static String named(List<Channel> channels) {
        if (channels.isEmpty() || channels.size() > MAX_NAMED) {
            return "";
        }
        List<String> names = channels.stream()
                .map(channel -> (channel.getName() + " " + channel.getUnit()).strip())
                .toList();
        return " (" + String.join(", ", names) + ")";
    }

    /** For JSON. */
    static Map<String, Object> figures(WindowSet windows) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("length", windows.shape().length());
        figures.put("channels", windows.shape().channels());
        figures.put(
                "channelNames",
                windows.signal().channels().stream().map(Channel::getName).toList());
        figures.put(
                "channelUnits",
                windows.signal().channels().stream().map(Channel::getUnit).toList());
        figures.put("sampleRate", windows.signal().sampleRate());
        figures.put("height", windows.signal().height());
        figures.put("series", windows.series().size());
        return figures;
    }
}
