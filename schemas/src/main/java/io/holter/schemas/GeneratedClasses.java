// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * The classes generated from the schemas of this module. Avro makes objects only of classes that the process trusts by
 * name; whoever reads one of these calls {@link #trust} first.
 */
public final class GeneratedClasses {

    private static final Set<String> NAMES = Set.of(
            Alert.class.getName(),
            Channel.class.getName(),
            ErrorSketch.class.getName(),
            ModelCard.class.getName(),
            Origin.class.getName(),
            Reject.class.getName(),
            RejectReason.class.getName(),
            Sample.class.getName(),
            Severity.class.getName(),
            Window.class.getName());

    private static boolean trusted;

    private GeneratedClasses() {}

    /** Adds these classes to those that Avro trusts in this process. Calling it again changes nothing. */
    public static synchronized void trust() {
        if (!trusted) {
            ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
            ClassSecurityPredicate ours = type -> NAMES.contains(type.getName());
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ours, others));
            trusted = true;
        }
    }
}
