// SPDX-License-Identifier: Apache-2.0
/** Pictures, PNG and JPEG, alone or in folders. */
package io.holter.data.image;
