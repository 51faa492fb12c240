/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;

/**
 * The content of {@link FakeCloud#withExamples()}. Instance, flavor and second group are those of the API page.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html">Scaling out a DDM instance</a>
 * @since 0.1.0
 */
public final class Examples {

    /** The project of everything below. */
    public static final ProjectId PROJECT = new ProjectId("619d3e78f61b4be68bc5aa0b59edcf7b");

    /** The project's name, which is that of its region. */
    public static final String REGION = "eu-west-101";

    /** The class of all nodes. */
    public static final FlavorId FLAVOR = FakeInstance.DEFAULT_FLAVOR;

    /** A pay-per-use instance with one group of two nodes, named ddm-fb88-test. */
    public static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");

    /** The RDS instance behind {@code orders}, the one schema of {@link #INSTANCE}. */
    public static final String RDS = "c6f68fed9e74478c8679479a07d7d568in01";

    /** The one group of {@link #INSTANCE}. */
    public static final GroupId GROUP = new GroupId("7c7d10d1b8a94fd6a2ab5b9f7e2c3a41gr09");

    /** A pay-per-use instance with two groups. */
    public static final InstanceId TWO_GROUPS_INSTANCE = new InstanceId("0d548585363e454b9e569b0a8d15565fin09");

    /** The read-write group of {@link #TWO_GROUPS_INSTANCE}, with two nodes. */
    public static final GroupId READ_WRITE_GROUP = new GroupId("f080abf2010d45118068c28c8958f5fcgr09");

    /** The read-only group of {@link #TWO_GROUPS_INSTANCE}, with two nodes. */
    public static final GroupId READ_ONLY_GROUP = new GroupId("efd077a3a50e460c8ba62e1956363299gr09");

    /** A yearly/monthly instance with one group of two nodes. */
    public static final InstanceId YEARLY_MONTHLY_INSTANCE = new InstanceId("5a1f0cf6f8e04d2ab0f4f7c1b8a36f90in09");

    /** A user token, good for a day from the start of the cloud. Not a secret: nothing real accepts it. */
    public static final String TOKEN = "example-token-of-the-fake";

    /** The domain of {@link #USER}. */
    public static final String DOMAIN = "example-domain";

    /** The name of an IAM user. */
    public static final String USER = "example-user";

    /** The password of {@link #USER}. Not a secret: nothing real accepts it. */
    public static final String PASSWORD = "example-password";

    /** An access key of {@link #PROJECT}. */
    public static final String ACCESS_KEY = "EXAMPLEACCESSKEY0001";

    /** The secret key of {@link #ACCESS_KEY}. Not a secret: nothing real accepts it. */
    public static final String SECRET_KEY = "example-secret-key-of-the-fake-0000000001";

    private Examples() {}

    static void addTo(FakeCloud cloud) {
        cloud.addProject(PROJECT, REGION);
        cloud.addUser(DOMAIN, USER, PASSWORD);
        cloud.addToken(TOKEN, PROJECT);
        cloud.addAccessKey(ACCESS_KEY, SECRET_KEY, PROJECT);
        cloud.addInstance(FakeInstance.builder(PROJECT, INSTANCE)
                .name("ddm-fb88-test")
                .group(GROUP, 2)
                .schema("orders", RDS)
                .build());
        cloud.addInstance(FakeInstance.builder(PROJECT, TWO_GROUPS_INSTANCE)
                .group(READ_WRITE_GROUP, 2)
                .readOnlyGroup(READ_ONLY_GROUP, 2)
                .zones("az1", "az2")
                .build());
        cloud.addInstance(FakeInstance.builder(PROJECT, YEARLY_MONTHLY_INSTANCE)
                .yearlyMonthly()
                .nodes(2)
                .build());
    }
}
