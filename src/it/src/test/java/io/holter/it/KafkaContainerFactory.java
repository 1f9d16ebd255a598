// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts a Kafka broker in a container, where there is a Docker engine.
 *
 * <p>Two environment variables decide: {@code HOLTER_KAFKA_IMAGE} names the image, for machines that cannot pull the
 * official one; {@code HOLTER_REQUIRE_DOCKER=true} makes a test fail that would else be skipped for want of Docker.
 */
final class KafkaContainerFactory {

    /** What is taken unless the environment names another image; {@code docker/.env} pins the same. */
    static final String OFFICIAL_IMAGE = "apache/kafka:4.2.1";

    private KafkaContainerFactory() {}

    /**
     * Starts a broker, up and accepting clients at {@link KafkaContainer#getBootstrapServers}. The caller closes it.
     *
     * @throws org.opentest4j.TestAbortedException if there is no Docker engine, or it cannot get the image, and Docker
     *     is not required
     * @throws IllegalStateException if there is no Docker engine, or it cannot get the image, and Docker is required
     */
    static KafkaContainer start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw without("no Docker engine answers", null);
        }
        KafkaContainer broker = new KafkaContainer(image());
        try {
            broker.start();
        } catch (ContainerFetchException e) {
            throw without("Docker cannot get the image " + image(), e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** What to throw where there is no container to be had. */
    private static RuntimeException without(String why, Exception cause) {
        if (Boolean.parseBoolean(System.getenv("HOLTER_REQUIRE_DOCKER"))) {
            return new IllegalStateException("HOLTER_REQUIRE_DOCKER is true, but " + why, cause);
        }
        String reason = "skipped: " + why + "; HOLTER_REQUIRE_DOCKER=true makes this a failure";
        // Surefire counts a skipped test without its reason.
        System.out.println(reason);
        return new TestAbortedException(reason);
    }

    private static DockerImageName image() {
        String image = System.getenv().getOrDefault("HOLTER_KAFKA_IMAGE", OFFICIAL_IMAGE);
        return DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka");
    }
}
