/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import java.util.EnumSet;

/** An adapter on OkHttp keeps the contract once OkHttp is kept from sending anything again. */
class OkHttpAdapterContractTest extends ScaleOutContract {

    @Override
    protected ScaleOutFixture createFixture(AdapterSettings settings) {
        return new OkHttpFixture(settings, EnumSet.allOf(OkHttpRepeat.class));
    }
}
