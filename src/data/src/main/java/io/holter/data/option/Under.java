// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Under which heading help shows an option, or all options of a class that do not say otherwise. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Under {

    /** The heading. */
    Heading value();
}
