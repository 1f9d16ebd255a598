// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.core.WrongArtefactException;
import io.holter.job.HolterJob;
import io.holter.job.settings.JobSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster inside this process, with Flink's own web page on a free port and all temporary files in a directory
 * given to it. All its sockets, but that of a metrics reporter that is asked for, listen on the loopback interface alone,
 * and the page can only be read: a {@link PageGuard} stands before it.
 */
public final class EmbeddedFlink implements Closeable {

    private static final String HOST = "localhost";
    private static final int CLOSE_WITHIN_SECONDS = 10;

    private final MiniCluster cluster;
    private final URI page;

    private EmbeddedFlink(MiniCluster cluster, URI page) {
        this.cluster = cluster;
        this.page = page;
    }

    /**
     * Starts the cluster.
     *
     * @param temporary existing directory for temporary files; stays the caller's to delete
     * @param slots how many subtasks of an operator can run, 1 or more
     * @throws IOException if it does not start
     */
    public static EmbeddedFlink start(Path temporary, int slots) throws IOException {
        return start(temporary, slots, Map.of());
    }

    /**
     * As {@link #start(Path, int)}, with settings of Flink's own, such as those of a metrics reporter. Those that would
     * open the cluster to other machines have no effect.
     *
     * @throws WrongArtefactException if the factory of a metrics reporter is not there: Flink would run without it
     */
    public static EmbeddedFlink start(Path temporary, int slots, Map<String, String> settings) throws IOException {
        requireReporters(settings);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(temporary, settings))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress(HOST)
                .build());
        try {
            cluster.start();
            return new EmbeddedFlink(cluster, cluster.getRestAddress().get());
        } catch (Exception e) {
            cluster.closeAsync();
            throw new IOException("the embedded Flink cluster does not start: " + e.getMessage(), e);
        }
    }

    private static void requireReporters(Map<String, String> settings) {
        settings.forEach((key, value) -> {
            if (key.matches("metrics\\.reporter\\..+\\.factory\\.class") && !isReporterFactory(value)) {
                throw new WrongArtefactException(
                        "flink." + key,
                        "a " + MetricReporterFactory.class.getSimpleName() + " on the class path",
                        "none of that name");
            }
        });
    }

    private static boolean isReporterFactory(String name) {
        try {
            Class<?> found = Class.forName(name, false, EmbeddedFlink.class.getClassLoader());
            return MetricReporterFactory.class.isAssignableFrom(found);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Configuration configuration(Path temporary, Map<String, String> settings) {
        Configuration c = new Configuration();
        // Every 10 s by default: too seldom to wait for a count.
        c.setString("metrics.fetcher.update-interval", "200 ms");
        // One process: what looks like a lost task manager is a busy machine.
        c.setString("heartbeat.timeout", "10 min");
        c.setString("rest.bind-port", "0");
        settings.forEach(c::setString);
        c.setString("io.tmp.dirs", temporary.toString());
        c.setString("process.working-dir", temporary.toString());
        c.setString("web.tmpdir", temporary.toString());
        c.setString("rest.address", HOST);
        c.setString("rest.bind-address", HOST);
        // The BLOB server among others, which listens on every interface otherwise.
        c.setString("jobmanager.bind-host", HOST);
        c.setString("taskmanager.bind-host", HOST);
        c.set(ReadOnlyPage.ENABLED, true);
        // So that the page shows no buttons that do nothing.
        c.setString("web.submit.enable", "false");
        c.setString("web.cancel.enable", "false");
        c.setString("web.rescale.enable", "false");
        return c;
    }

    /** Address of Flink's web page. */
    public URI page() {
        return page;
    }

    /**
     * Submits Holter's job.
     *
     * @throws io.holter.core.WrongArtefactException if the settings' model cannot be used
     * @throws IOException if the cluster refuses the job
     */
    public RunningJob submit(JobSettings settings) throws IOException, InterruptedException {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings.flinkConfiguration());
        HolterJob.build(environment, settings);
        return submit(environment);
    }

    /**
     * Submits Holter's job, to keep its state in a directory.
     *
     * @param state where to keep it
     * @param from what to go on from; empty to start anew
     * @throws io.holter.core.WrongArtefactException if the settings' model cannot be used
     * @throws IOException if the cluster refuses the job
     */
    public RunningJob submit(JobSettings settings, StateDirectory state, Optional<Snapshot> from)
            throws IOException, InterruptedException {
        StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(state.configure(settings.flinkConfiguration(), from));
        HolterJob.build(environment, settings);
        return submit(environment, state.job());
    }

    /**
     * Submits whatever was built in an environment.
     *
     * @throws IOException if the cluster refuses the job
     */
    public RunningJob submit(StreamExecutionEnvironment environment) throws IOException, InterruptedException {
        return submit(environment, new JobID());
    }

    private RunningJob submit(StreamExecutionEnvironment environment, JobID id)
            throws IOException, InterruptedException {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(HolterJob.NAME);
        JobGraph job = graph.getJobGraph(EmbeddedFlink.class.getClassLoader(), id);
        try {
            cluster.submitJob(job).get();
            return new RunningJob(cluster, job.getJobID(), page);
        } catch (ExecutionException e) {
            throw new IOException("the job cannot be submitted: " + e.getCause().getMessage(), e);
        }
    }

    /** Stops the cluster with whatever runs on it. */
    @Override
    public void close() throws IOException {
        try {
            cluster.closeAsync().get(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the embedded Flink cluster does not stop: " + e.getMessage(), e);
        }
    }
}
