// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type that tells Flink that {@link ScoredWindow}s are written by {@link ScoredWindowSerializer}. */
public final class ScoredWindowType extends TypeInformation<ScoredWindow> {

    private static final long serialVersionUID = 1L;

    /** The only one needed. */
    public static final ScoredWindowType INSTANCE = new ScoredWindowType();

    private ScoredWindowType() {}

    @Override
    public TypeSerializer<ScoredWindow> createSerializer(SerializerConfig config) {
        return ScoredWindowSerializer.INSTANCE;
    }

    @Override
    public Class<ScoredWindow> getTypeClass() {
        return ScoredWindow.class;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ScoredWindowType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredWindowType;
    }

    @Override
    public int hashCode() {
        return ScoredWindowType.class.hashCode();
    }

    @Override
    public String toString() {
        return "ScoredWindow";
    }
}
