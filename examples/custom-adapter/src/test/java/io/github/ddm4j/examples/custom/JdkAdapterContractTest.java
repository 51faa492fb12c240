/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import io.github.ddm4j.contract.AdapterSettings;
import io.github.ddm4j.contract.ScaleOutContract;
import io.github.ddm4j.contract.ScaleOutFixture;

class JdkAdapterContractTest extends ScaleOutContract {

    @Override
    protected ScaleOutFixture createFixture(AdapterSettings settings) {
        return new JdkFixture(settings);
    }
}
