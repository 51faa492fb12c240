/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Java block of a page. One that begins with the comment {@code // runs} is a program for the fake. */
record DocsBlock(String name, String code) {

    private static final Pattern DECLARATION = Pattern.compile(
            "^(public |final |abstract |sealed |@\\w+ )*(class|record|interface|enum) ", Pattern.MULTILINE);
    private static final Pattern TEST =
            Pattern.compile("class (\\w+) \\{.*?@Test\\s+void (\\w+)\\(\\)", Pattern.DOTALL);
    private static final Pattern PRINTS = Pattern.compile("System\\.out\\.println\\(.*\\); +// (.+)");

    /** What the blocks take for granted: the types of the library, and things the text around them has introduced. */
    private static final String FRAME = """
            import io.github.ddm4j.contract.*;
            import io.github.ddm4j.contract.fixture.*;
            import io.github.ddm4j.core.*;
            import io.github.ddm4j.core.exception.*;
            import io.github.ddm4j.core.flow.*;
            import io.github.ddm4j.core.model.*;
            import io.github.ddm4j.core.model.ScaleOutReceipt.*;
            import io.github.ddm4j.core.port.*;
            import io.github.ddm4j.core.text.*;
            import io.github.ddm4j.core.validation.*;
            import io.github.ddm4j.fake.*;
            import io.github.ddm4j.feign.*;
            import io.github.ddm4j.feign.auth.*;
            import io.github.ddm4j.jdbc.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.*;
            %s
            class MyAdapter implements ScaleOutPort, AutoCloseable {
                MyAdapter(
                        URI project,
                        java.util.function.UnaryOperator<String> tokens,
                        Duration deadline,
                        io.github.resilience4j.circuitbreaker.CircuitBreaker breaker) {}
                static boolean signalsOutage(Throwable thrown) {
                    return false;
                }
                static boolean saysNothing(Throwable thrown) {
                    return false;
                }
                public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                    throw new IllegalStateException();
                }
                public void close() {}
            }
            class MyFixture extends io.github.ddm4j.contract.fake.FakeServerFixture {
                MyFixture(AdapterSettings settings) {}
                public ScaleOutPort port() {
                    throw new IllegalStateException();
                }
                public InstancePort instances() {
                    throw new IllegalStateException();
                }
                public JobPort jobs() {
                    throw new IllegalStateException();
                }
                public void closeAdapter() {}
                public void letBreakerHalfOpen() {}
                public String logged() {
                    return "";
                }
            }
            public class Block {
                public FakeCloud cloud;
                public URI endpoint;
                public ScaleOutPort port;
                public InstancePort instances;
                public JobPort jobs;
                public InstanceId instance = Examples.INSTANCE;
                public ScaleOutRequest request = ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
                public ProjectId project = Examples.PROJECT;
                public AuthTokenProvider tokens = AuthTokenProvider.fixed(Examples.TOKEN);
                public ScaleOutFlow flow;
                public javax.sql.DataSource dataSource;
                %s
            }
            """;

    boolean runs() {
        return code.startsWith("// runs");
    }

    /** What a block that runs says it prints. */
    List<String> promises() {
        List<String> lines = new ArrayList<>();
        Matcher prints = PRINTS.matcher(code);
        while (prints.find()) {
            lines.add(prints.group(1));
        }
        return lines;
    }

    /** Imports go to the top, declarations into the class, statements into a method of it. */
    String unit() {
        List<String> imports = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        code.lines().forEach(line -> (line.startsWith("import ") ? imports : rest).add(line));
        String body = String.join("\n", rest);
        String member = DECLARATION.matcher(body).find()
                ? body.replaceAll("(?m)^public ", "") + runner(body)
                : "public void run() throws Exception {\n" + body + "\n}";
        return String.format(Locale.ROOT, FRAME, String.join("\n", imports), member);
    }

    /** Runs the test that a page shows as a whole, as JUnit would. */
    private static String runner(String body) {
        Matcher test = TEST.matcher(body);
        return test.find()
                ? "\npublic void run() throws Exception {\nnew " + test.group(1) + "()." + test.group(2) + "();\n}"
                : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
