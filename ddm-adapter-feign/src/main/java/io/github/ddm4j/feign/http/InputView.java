/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/** The parser of one connection, which lets us see what the connection has read ahead. Bounds the size of headers. */
final class InputView implements HttpMessageParserFactory<ClassicHttpResponse> {

    /** 64 KiB: IAM sends tokens of up to 32 KiB in a header. By default none in older versions, and 8 KiB in newer ones. */
    static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private static final DefaultHttpResponseParserFactory PARSERS = new DefaultHttpResponseParserFactory(LIMITS);

    private volatile @Nullable SessionInputBuffer buffer;

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        HttpMessageParser<ClassicHttpResponse> parser = PARSERS.create();
        return new HttpMessageParser<>() {
            @Override
            public ClassicHttpResponse parse(SessionInputBuffer input, InputStream stream)
                    throws IOException, HttpException {
                buffer = input;
                return parser.parse(input, stream);
            }
        };
    }

    /** Left over in the interface; always our limits. */
    @Deprecated
    @Override
    public HttpMessageParser<ClassicHttpResponse> create(Http1Config ignored) {
        return create();
    }

    /** Whether nothing has been read that does not belong to an answer already taken. */
    boolean isEmpty() {
        SessionInputBuffer seen = buffer;
        return seen == null || seen.length() == 0;
    }
}
