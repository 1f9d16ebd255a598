// SPDX-License-Identifier: Apache-2.0
/** Windows in Avro: object container files, and messages as the job reads them. */
package io.holter.data.avro;
