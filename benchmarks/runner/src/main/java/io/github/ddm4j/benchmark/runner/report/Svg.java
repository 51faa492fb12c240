/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import java.util.Locale;

/** Writes the few shapes that the charts need. */
public final class Svg {

    static final String INK = "#1f2933";
    static final String QUIET = "#7b8794";
    static final String GRID = "#e4e7eb";
    static final String OURS = "#0b7285";
    static final String PEER = "#b0bac5";

    private final StringBuilder out = new StringBuilder();
    private final int width;

    Svg(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }

    void rect(double x, double y, double w, double h, String fill) {
        add("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2' fill='%s'/>", x, y, w, h, fill);
    }

    void line(double x1, double y1, double x2, double y2, String stroke, double strokeWidth) {
        add(
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='%.1f'/>",
                x1, y1, x2, y2, stroke, strokeWidth);
    }

    void circle(double x, double y, double radius, String fill) {
        add("<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s'/>", x, y, radius, fill);
    }

    void polyline(String points, String stroke) {
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2.5'/>", points, stroke);
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, String anchor, String fill, int size, boolean bold, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add(
                "<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s' font-size='%d' font-weight='%s'>%s</text>",
                x, y, anchor, fill, size, bold ? "600" : "400", escaped);
    }

    private void add(String shape, Object... values) {
        out.append(String.format(Locale.ROOT, shape, values)).append('\n');
    }

    /** The picture, on white, so that it reads on a dark page too. */
    String picture(int height, String title) {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + width + " " + height + "' width='" + width
                + "' height='" + height + "' role='img' font-family='system-ui, -apple-system, \"Segoe UI\","
                + " Helvetica, Arial, sans-serif'>\n<title>" + title + "</title>\n<rect width='" + width
                + "' height='" + height + "' rx='8' fill='#ffffff'/>\n" + out + "</svg>\n";
    }
}
