// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this is, for {@code --version}: the build's version, and the Java it runs on. */
final class HolterVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = HolterVersion.class.getResourceAsStream("version.properties")) {
            build.load(in);
        }
        return new String[] {
            "holter " + build.getProperty("version"),
            "Flink " + build.getProperty("flink") + ", Kafka " + build.getProperty("kafka") + ", TensorFlow for Java "
                    + build.getProperty("tensorflow"),
            "Java " + Runtime.version()
        };
    }
}
