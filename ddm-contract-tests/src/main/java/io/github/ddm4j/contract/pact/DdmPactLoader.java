/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static java.util.Objects.requireNonNull;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSource;
import au.com.dius.pact.core.model.UnknownPactSource;
import au.com.dius.pact.provider.junitsupport.loader.PactLoader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Finds the pacts that lie in this jar, without network, for {@code @PactSource(DdmPactLoader.class)}. Pact's own
 * {@code @PactFolder} finds nothing in a jar.
 *
 * @since 0.1.0
 */
public final class DdmPactLoader implements PactLoader {

    /** The provider of the DDM API, as the pact names it. */
    public static final String DDM = "huawei-cloud-ddm";

    /** The provider of user tokens, as the pact names it. */
    public static final String IAM = "huawei-cloud-iam";

    /** The provider of the audit log, Cloud Trace Service, as the pact names it. */
    public static final String CTS = "huawei-cloud-cts";

    /** Made by Pact, by its name in an annotation. */
    public DdmPactLoader() {}

    /**
     * Loads the pact with a provider.
     *
     * @param providerName {@value #DDM}, {@value #IAM} or {@value #CTS}, from the annotation {@code @Provider}
     * @throws IllegalArgumentException if the library has no pact with it
     */
    @Override
    public List<Pact> load(String providerName) throws IOException {
        if (!List.of(DDM, IAM, CTS).contains(providerName)) {
            throw new IllegalArgumentException(
                    "provider must be " + DDM + ", " + IAM + " or " + CTS + ", but was '" + providerName + "'");
        }
        String file = "/META-INF/pacts/ddm-scale-out-client-" + providerName + ".json";
        try (InputStream pact = DdmPactLoader.class.getResourceAsStream(file)) {
            return List.of(DefaultPactReader.INSTANCE.loadPact(requireNonNull(pact, file)));
        }
    }

    @Override
    public PactSource getPactSource() {
        return UnknownPactSource.INSTANCE;
    }
}
