/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import io.github.ddm4j.contract.ScaleOutContract;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;

class JdkAdapterContractTest extends ScaleOutContract {

    @Override
    protected ScaleOutFixture createFixture(AdapterSettings settings) {
        return new JdkFixture(settings);
    }
}
