/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * Writes a certificate by RFC 5280. The JDK has nothing public for it but {@code keytool}, a process of its own, which costs
 * a second of every test class, and of every single test where mutations are tried.
 */
final class SelfSigned {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int SEQUENCE = 0x30;
    private static final byte[] VERSION_3 = hex("a003020102");
    private static final byte[] SERIAL = hex("020101");
    private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");

    private SelfSigned() {}

    /** @param subject the alternative name, such as {@code ip:127.0.0.1} or {@code dns:ddm.example.com} */
    static X509Certificate certificate(KeyPair keys, String subject) throws Exception {
        Instant now = Instant.now();
        byte[] name = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, ascii("test")))));
        byte[] life = der(
                SEQUENCE,
                der(0x17, ascii(TIME.format(now.minus(Duration.ofDays(1))))),
                der(0x17, ascii(TIME.format(now.plus(Duration.ofDays(2))))));
        byte[] alternatives = der(0x04, der(SEQUENCE, alternative(subject)));
        byte[] extensions = der(0xa3, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, alternatives)));
        byte[] signed = der(
                SEQUENCE,
                VERSION_3,
                SERIAL,
                ECDSA_WITH_SHA256,
                name,
                life,
                name,
                keys.getPublic().getEncoded(),
                extensions);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] whole = der(SEQUENCE, signed, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] alternative(String subject) throws Exception {
        String name = subject.substring(subject.indexOf(':') + 1);
        return subject.startsWith("ip:") ? der(0x87, InetAddress.getByName(name).getAddress()) : der(0x82, ascii(name));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() < 0x80) {
            whole.write(content.size());
        } else {
            whole.write(0x82);
            whole.write(content.size() >> 8);
            whole.write(content.size());
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
