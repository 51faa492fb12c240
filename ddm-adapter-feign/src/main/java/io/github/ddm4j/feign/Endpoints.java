/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses of DDM and IAM. The constructor takes those of a region that {@link #ofRegion} does not know, or of another
 * cloud with the same API.
 *
 * @param ddm the endpoint of DDM, such as {@code https://ddm.cn-north-4.myhuaweicloud.com}
 * @param iam the endpoint of IAM in the same region
 * @see <a href="https://developer.huaweicloud.com/intl/en-us/endpoint">Regions and endpoints</a>
 * @since 0.1.0
 */
public record Endpoints(URI ddm, URI iam) {

    /** The domain of each region; the endpoints of a service are its name, the region and the domain. */
    private static final Map<String, List<String>> REGIONS = Map.of(
            "myhuaweicloud.com",
            List.of(
                    "ae-ad-1",
                    "ap-southeast-1",
                    "cn-east-2",
                    "cn-east-3",
                    "cn-north-1",
                    "cn-north-4",
                    "cn-north-9",
                    "cn-south-1",
                    "cn-south-2",
                    "cn-southwest-2",
                    "la-north-2",
                    "la-south-2",
                    "my-kualalumpur-1",
                    "ru-moscow-1",
                    "sa-brazil-1"),
            "myhuaweicloud.eu",
            List.of("eu-west-101"),
            "otc.t-systems.com",
            List.of("eu-de"));

    public Endpoints {
        requireNonNull(ddm, "ddm");
        requireNonNull(iam, "iam");
    }

    /**
     * Returns the public endpoints of a region. {@code eu-de} is the one of Open Telekom Cloud, which has announced to
     * remove this version of the call: the provider then refuses the order, and nothing is applied.
     *
     * @param region the region's id, such as {@code cn-north-4}
     * @throws SettingException if the region is not known here; the message lists those that are
     * @see <a href="https://docs.otc.t-systems.com/regions-and-endpoints/index.html">Regions and endpoints of Open Telekom
     *     Cloud</a>
     * @see <a
     *     href="https://docs.otc.t-systems.com/distributed-database-middleware/api-ref/apis_unavailable_soon/instance_management/scaling_out_a_ddm_instance_a_v2_api.html">The
     *     call among the APIs that will be removed there</a>
     */
    public static Endpoints ofRegion(String region) {
        requireNonNull(region, "region");
        return REGIONS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(region))
                .map(entry -> at(region, entry.getKey()))
                .findFirst()
                .orElseThrow(() -> unknown(region));
    }

    /**
     * Returns the public endpoint of Cloud Trace Service in a region, for {@link AuditSettings}. That of {@code
     * eu-west-101} is by analogy, and was not seen in a list of the provider's.
     *
     * @param region the region's id, as for {@link #ofRegion}
     * @throws SettingException if the region is not known here; the message lists those that are
     */
    public static URI ctsOfRegion(String region) {
        String ddm = ofRegion(region).ddm().toString();
        return URI.create(ddm.replace("https://ddm.", "https://cts."));
    }

    private static Endpoints at(String region, String domain) {
        return new Endpoints(
                URI.create("https://ddm." + region + "." + domain), URI.create("https://iam." + region + "." + domain));
    }

    private static SettingException unknown(String region) {
        String known = REGIONS.values().stream().flatMap(List::stream).sorted().collect(Collectors.joining(", "));
        return new SettingException(Complaint.of(
                "region", region, "must be one of " + known + ", unless the endpoints themselves are given"));
    }
}
