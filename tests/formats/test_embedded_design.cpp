// Designs inside of pictures: what was written comes back, and what is hostile is refused in words.
#include <QtEndian>

#include "drawing/draw_design.h"
#include "formats/base64.h"
#include "formats/embedded_design.h"
#include "formats/native.h"
#include "formats/pdf_attachment.h"
#include "formats/png_chunks.h"
#include "formats/svg.h"
#include "formats/svg_design.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;

namespace {

// The checksum of PNG by its definition, bit by bit.
quint32 checksum(const QByteArray& bytes) {
  quint32 crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
  }
  return ~crc;
}

QByteArray number(quint32 value) {
  QByteArray out(4, '\0');
  qToBigEndian(value, out.data());
  return out;
}

QByteArray chunk(const QByteArray& type, const QByteArray& data) {
  return number(static_cast<quint32>(data.size())) + type + data + number(checksum(type + data));
}

// A zlib stream.
QByteArray packed(const QByteArray& bytes) { return qCompress(bytes).mid(4); }

QByteArray signature() { return QByteArrayLiteral("\x89PNG\r\n\x1a\n"); }
// One black dot.
QByteArray header() { return chunk("IHDR", number(1) + number(1) + QByteArray("\x08\0\0\0\0", 5)); }
QByteArray imageData() { return chunk("IDAT", packed(QByteArray(2, '\0'))); }
QByteArray end() { return chunk("IEND", {}); }
QByteArray png(const QByteArray& inside = {}) { return signature() + header() + inside + imageData() + end(); }

QByteArray text(const QByteArray& flags, const QByteArray& content) {
  return "nines-design" + QByteArray(1, '\0') + flags + QByteArray(2, '\0') + content;
}
QByteArray plainText(const QByteArray& content) { return text(QByteArray(2, '\0'), content); }
QByteArray packedText(const QByteArray& content) { return text(QByteArray("\1\0", 2), packed(content)); }

QByteArray svg(const QByteArray& inside, const QByteArray& before = {}) {
  return "<?xml version=\"1.0\"?>\n" + before + "<svg xmlns=\"http://www.w3.org/2000/svg\">\n" + inside + "</svg>\n";
}
QByteArray element(const QByteArray& attributes, const QByteArray& content) {
  return "<metadata><nines:design xmlns:nines=\"urn:nines:design\" " + attributes + ">" + content +
         "</nines:design></metadata>";
}
QByteArray part(const QByteArray& content) { return "<nines:part>" + content.toBase64() + "</nines:part>"; }

std::string read(const QByteArray& picture) {
  const auto inside = embeddedDesign(picture.toStdString(), "p");
  return inside ? *inside : "! " + inside.error().text();
}
QString said(const QByteArray& picture) { return QString::fromStdString(read(picture)); }

std::vector<std::string> templateTexts() {
  std::vector<std::string> out;
  for (const Resource& file : resources()) {
    if (!file.path.starts_with("templates/") || !file.path.ends_with(".nines")) continue;
    const auto topology = readDesign(file.text, std::string(file.path), Catalogue::shipped());
    if (topology) out.push_back(writeDesign(*topology));
    else QTest::qFail(topology.error().text().c_str(), __FILE__, __LINE__);
  }
  return out;
}

std::string svgOf(const std::string& design) {
  const auto topology = readDesign(design, "design", Catalogue::shipped());
  if (!topology) return {};
  SvgOptions options;
  options.title = topology->name;
  options.design = design;
  const Profile& profile = Profiles::shipped().orDefault(topology->profile);
  return writeSvg(
      drawPicture({std::make_shared<const Topology>(*topology), Catalogue::shipped(), profile}, builtInMeasure()),
      options);
}

}  // namespace

class TestEmbeddedDesign : public QObject {
  Q_OBJECT

 private slots:
  void everyTemplateComesBack() {
    const auto texts = templateTexts();
    QVERIFY(texts.size() >= 3);
    for (const std::string& design : texts) {
      QVERIFY(read(QByteArray::fromStdString(svgOf(design))) == design);
      QVERIFY(read(QByteArray::fromStdString(withPngTexts(png().toStdString(), design))) == design);
    }
  }

  void anyTextComesBack_data() {
    QTest::addColumn<QByteArray>("design");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("two bytes") << QByteArray("xy");
    QTest::newRow("three bytes") << QByteArray("xyz");
    QTest::newRow("markup") << QByteArray("]]> --> <!-- </metadata> </svg> <![CDATA[ &amp; &#0; \" '");
    QTest::newRow("what XML forbids") << QByteArray("\x01\x1b\x7f \xef\xbf\xbe \xef\xbf\xbf \xed\xa0\x80 \0 x", 20);
    QTest::newRow("line ends") << QByteArray("a\r\nb\rc\n\n\t ");
    QTest::newRow("all bytes") << [] {
      QByteArray all;
      for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
      return all;
    }();
    QTest::newRow("emoji") << QByteArray("👩‍💻 \u202e\u0646\u0635");
    QTest::newRow("several parts") << QByteArray(7'000'001, 'q');
  }
  void anyTextComesBack() {
    QFETCH(QByteArray, design);
    SvgOptions options;
    const std::string text = design.toStdString();
    options.design = text;
    QVERIFY(read(QByteArray::fromStdString(writeSvg({}, options))) == text);
    QVERIFY(read(QByteArray::fromStdString(withPngTexts(png().toStdString(), text))) == text);
  }

  // The chunk by another library and a checksum of our own: type, flags, content, place.
  void thePngChunkIsByTheBook() {
    const QByteArray design = "{\"name\": \"Orders\"}";
    const QByteArray picture = QByteArray::fromStdString(withPngTexts(png().toStdString(), design.toStdString()));
    const QByteArray mark = chunk("tEXt", QByteArray("Software\0Nines", 14));
    const QByteArray rest = picture.mid((signature() + header() + mark).size());
    QVERIFY(picture.startsWith(signature() + header() + mark));
    QVERIFY(picture.endsWith(imageData() + end()));
    const auto length = qFromBigEndian<quint32>(rest.constData());
    QCOMPARE(rest.mid(4, 4), QByteArray("iTXt"));
    const QByteArray data = rest.mid(8, length);
    QCOMPARE(rest.mid(8 + length, 4), number(checksum("iTXt" + data)));
    const QByteArray front = text(QByteArray("\1\0", 2), {});
    QVERIFY(data.startsWith(front));
    QCOMPARE(qUncompress(number(static_cast<quint32>(design.size())) + data.mid(front.size())), design);
    QCOMPARE(rest.mid(12 + length), imageData() + end());
  }

  void noTextMeansNoChunk() {
    const std::string picture = withPngTexts(png().toStdString(), {});
    QVERIFY(picture.find("iTXt") == std::string::npos);
    QVERIFY(isOwnPng(picture));
    QVERIFY(!isOwnPng(png().toStdString()));
  }

  void otherWritersMayLayItOutAnew_data() {
    QTest::addColumn<QByteArray>("picture");
    const QByteArray full = element("bytes=\"6\"", part("orders"));
    QTest::newRow("unpacked") << png(chunk("iTXt", plainText("orders")));
    QTest::newRow("packed") << png(chunk("iTXt", packedText("orders")));
    QTest::newRow("behind the data") << signature() + header() + imageData() + chunk("iTXt", plainText("orders")) +
                                            end();
    QTest::newRow("with a language") << png(chunk("iTXt", QByteArray("nines-design\0\0\0en\0Entwurf\0orders", 32)));
    QTest::newRow("beside other texts") << png(chunk("iTXt", QByteArray("nines-design-2\0\0\0\0\0x", 20)) +
                                               chunk("iTXt", plainText("orders")) + chunk("tEXt", "x"));
    QTest::newRow("others with wrong checksums")
        << png(number(1) + "zTXtx" + number(7) + chunk("iTXt", plainText("orders")));
    QTest::newRow("something behind the end") << png(chunk("iTXt", plainText("orders"))) + "trailer";
    QTest::newRow("blanks") << svg(element("bytes='6'", "\n\n <nines:part> b3 \n\t Jk\r\nZXJz </nines:part> \n"));
    QTest::newRow("parts") << svg(element("bytes='6'", part("or") + part("ders")));
    QTest::newRow("cut by a comment") << svg(element("bytes='6'", "<nines:part>b3Jk<!-- x -->ZXJz</nines:part>"));
    QTest::newRow("CDATA") << svg(element("bytes='6'", "<nines:part><![CDATA[b3JkZXJz]]></nines:part>"));
    QTest::newRow("other prefixes") << QByteArray(
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:metadata><ns0:design xmlns:ns0='urn:nines:design' bytes='6'>"
        "<ns0:part>b3JkZXJz</ns0:part></ns0:design></s:metadata></s:svg>");
    QTest::newRow("namespace at the root") << QByteArray(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:d='urn:nines:design'><title/><metadata id='m'>"
        "<x/><d:design bytes='6'><d:part>b3JkZXJz</d:part></d:design></metadata></svg>");
    QTest::newRow("document type") << svg(full, "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">\n");
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + svg(full);
    const QString wide = QString::fromUtf8(svg(full));
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe") +
                                   QByteArray(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2);
  }
  void otherWritersMayLayItOutAnew() {
    QFETCH(QByteArray, picture);
    QCOMPARE(said(picture), QString("orders"));
    QVERIFY(isPicture(picture.left(64).toStdString()));
  }

  void whatHasNoDesignSaysSo_data() {
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("message");
    QTest::newRow("PNG") << png()
                         << "! p: is a PNG picture without a design inside; only pictures that Nines exported "
                            "with their design open";
    QTest::newRow("SVG") << svg("<rect/>")
                         << "! p: is an SVG picture without a design inside; only pictures that Nines "
                            "exported with their design open";
    QTest::newRow("in a comment")
        << svg("<!--" + element("bytes='6'", part("orders")) + "-->")
        << "! p: is an SVG picture without a design inside; only pictures that Nines exported "
           "with their design open";
    QTest::newRow("other namespace") << svg(element("bytes='6'", part("orders")).replace("urn:nines", "urn:other"))
                                     << "! p: is an SVG picture without a design inside; only pictures that Nines "
                                        "exported with their design open";
    QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0 JFIF")
                          << "! p: is a JPEG picture, which holds no design; SVG, PNG and PDF that Nines exported do";
    QTest::newRow("WebP") << QByteArray("RIFF\x01\x02\x03\x04WEBPVP8 ")
                          << "! p: is a WebP picture, which holds no design; SVG, PNG and PDF that Nines exported do";
    QTest::newRow("page") << QByteArray("<html><body/></html>")
                          << "! p: is XML, but no SVG picture: its root is <html>";
    QTest::newRow("no SVG namespace") << QByteArray("<svg/>") << "! p: is XML, but no SVG picture: its root is <svg>";
    QTest::newRow("packed") << QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8)
                            << "! p: is packed with gzip, as .svgz files are; unpack it, and open what comes out of it";
    QTest::newRow("text") << QByteArray("hello") << "! p: is no picture that could hold a design";
    QTest::newRow("nothing") << QByteArray() << "! p: is no picture that could hold a design";
  }
  void whatHasNoDesignSaysSo() {
    QFETCH(QByteArray, picture);
    QFETCH(QString, message);
    QCOMPARE(said(picture), message);
  }

  // Mail programs and scripts put lines before a PDF; its own bytes count from where it begins.
  void pdfBehindSomethingElse() {
    const std::string blank =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 3\n0000000000 65535 f \n"
        "0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n";
    const auto pdf = finishedPdf(blank, {"Orders", "orders"});
    QVERIFY2(pdf.ok(), pdf ? "" : pdf.error().reason.c_str());
    const QByteArray whole = QByteArray::fromStdString(*pdf);
    QCOMPARE(said(whole), QString("orders"));
    for (const char* junk : {"\r\n", "Content-Type: application/pdf\n\n", "\1\2 x"}) {
      QVERIFY(isPicture((junk + whole).left(4096).toStdString()));
      QCOMPARE(said(junk + whole), QString("orders"));
    }
    // A design or a page that speaks of PDF is none.
    QVERIFY(!isPicture("{\"nines\": 1, \"name\": \"%PDF-1.7\"}"));
    QVERIFY(!isPicture("\xef\xbb\xbf {\"nines\": 1, \"name\": \"%PDF-1.7\"}"));
    QVERIFY(said("<html>%PDF-1.7</html>").contains("is XML"));
    QVERIFY(!isPicture(std::string(2000, 'x') + "%PDF-1.7"));
  }

  void hostilePngIsRefused_data() {
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("reason");
    const QByteArray good = chunk("iTXt", plainText("orders"));
    const QByteArray wrongSum = good.left(good.size() - 4) + number(1);
    QTest::newRow("nothing but the signature") << signature() << "is cut off at byte 8";
    QTest::newRow("cut in a chunk's head") << png(good).left(8 + 25 + 6) << "is cut off at byte 39";
    QTest::newRow("cut in a text") << png(good).left(8 + 25 + 20) << "chunk at byte 33 has 23 bytes of which only 8";
    QTest::newRow("cut in the image") << png(good).chopped(20) << "bytes of which only";
    QTest::newRow("without an end") << signature() + header() + good << "is cut off at byte";
    QTest::newRow("4 GiB") << signature() + header() + QByteArray("\xff\xff\xff\xff") + "iTXt" + plainText("orders")
                           << "has 4294967295 bytes of which only";
    QTest::newRow("no type") << signature() + header() + number(0) + QByteArray("\0\1\2\3", 4) + number(0)
                             << "chunk at byte 33 has no valid type";
    QTest::newRow("no header") << signature() + imageData() + end() << "chunk at byte 8 should be the picture's header";
    QTest::newRow("wrong checksum") << png(wrongSum) << "holds a design that is damaged: its checksum is wrong";
    QTest::newRow("several") << png(good + good) << "is the second one that holds a design";
    QTest::newRow("one behind the data") << signature() + header() + good + imageData() + good + end()
                                         << "is the second one that holds a design";
    QTest::newRow("no flags") << png(chunk("iTXt", QByteArray("nines-design\0", 13))) << "ends before its text begins";
    QTest::newRow("no texts") << png(chunk("iTXt", QByteArray("nines-design\0\0\0en", 17)))
                              << "ends before its text begins";
    QTest::newRow("method") << png(chunk("iTXt", text(QByteArray("\1\7", 2), packed("x"))))
                            << "packed by a method that is not known";
    QTest::newRow("flag") << png(chunk("iTXt", text(QByteArray("\2\0", 2), "x")))
                          << "packed by a method that is not known";
    QTest::newRow("not packed") << png(chunk("iTXt", text(QByteArray("\1\0", 2), "orders"))) << "cannot be unpacked";
    QTest::newRow("packed text cut off") << png(chunk("iTXt", packedText("orders").chopped(3))) << "cannot be unpacked";
    QTest::newRow("packed text goes on") << png(chunk("iTXt", packedText("orders") + "x")) << "cannot be unpacked";
    // Some hundred KiB that would unpack to 160 MiB.
    QTest::newRow("bomb") << png(chunk("iTXt", packedText(QByteArray(160 * 1024 * 1024, ' '))))
                          << "holds a design of more than 134217728 bytes";
  }
  void hostilePngIsRefused() {
    QFETCH(QByteArray, picture);
    QFETCH(QString, reason);
    const QString message = said(picture);
    QVERIFY2(message.startsWith("! p: the PNG ") && message.contains(reason), qPrintable(message));
  }

  void hostileSvgIsRefused_data() {
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("message");
    const QByteArray good = element("bytes='6'", part("orders"));
    QTest::newRow("cut off") << svg(good).left(120) << "! p:3:58: is no well-formed SVG: ";
    QTest::newRow("several") << svg(good + good) << "! p: holds more than one design";
    QTest::newRow("several in one")
        << svg("<metadata>" + QByteArray(good).replace("<metadata>", "").replace("</metadata>", "").repeated(2) +
               "</metadata>")
        << "! p: holds more than one design";
    QTest::newRow("no length") << svg(element("", part("orders")))
                               << "! p: holds a design that does not say how long it is";
    QTest::newRow("length") << svg(element("bytes='-6'", part("orders")))
                            << "! p: holds a design that does not say how long it is";
    QTest::newRow("shorter") << svg(element("bytes='7'", part("orders")))
                             << "! p: holds a design that is damaged: 6 bytes of 7 are there";
    QTest::newRow("huge length") << svg(element("bytes='18446744073709551615'", part("orders")))
                                 << "! p: holds a design that is damaged: 6 bytes of 18446744073709551615 are there";
    QTest::newRow("letters") << svg(element("bytes='6'", "<nines:part>b3Jk*XJz</nines:part>"))
                             << "! p: holds a design that is damaged: a part of it is no base64";
    QTest::newRow("fill within") << svg(element("bytes='6'", "<nines:part>b3==b3Jk</nines:part>"))
                                 << "! p: holds a design that is damaged: a part of it is no base64";
    QTest::newRow("odd") << svg(element("bytes='6'", "<nines:part>b3JkZ</nines:part>"))
                         << "! p: holds a design that is damaged: a part of it is no base64";
    // Entities stay what they are, so that neither laughs nor files come in.
    QTest::newRow("entities") << svg(element("bytes='6'", "<nines:part>&lol;</nines:part>"),
                                     "<!DOCTYPE svg [<!ENTITY lol \"b3JkZXJz\">"
                                     "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\n")
                              << "! p: holds a design that is damaged: a part of it is no base64";
    QTest::newRow("deep") << svg(QByteArray("<g>").repeated(300'000)) << "! p:3:900003: is no well-formed SVG: ";
    QTest::newRow("many elements") << svg(QByteArray("<g/>").repeated(5'000'000))
                                   << "! p: has more elements than can be read";
  }
  void hostileSvgIsRefused() {
    QFETCH(QByteArray, picture);
    QFETCH(QString, message);
    QVERIFY2(said(picture).startsWith(message), qPrintable(said(picture)));
  }

  // Many declarations times many children would be hours.
  void declarationsAreLookedUpOnce() {
    QByteArray attributes;
    for (int i = 0; i < 300'000; ++i) attributes += " xmlns:p" + QByteArray::number(i) + "='u'";
    const QByteArray open = "<svg xmlns='http://www.w3.org/2000/svg'" + attributes + ">";
    const QByteArray children = QByteArray("<metadata/><p9:metadata/>").repeated(150'000);
    QVERIFY(said(open + children + "</svg>").contains("without a design inside"));
    const QByteArray inside = "<metadata" + attributes + ">" + QByteArray("<p9:design/>").repeated(300'000) +
                              "<d:design xmlns:d='urn:nines:design' bytes='6'" + attributes + ">" +
                              QByteArray("<p9:part/>").repeated(300'000) + "<d:part>b3JkZXJz</d:part></d:design>";
    QCOMPARE(said(svg(inside + "</metadata>")), QString("orders"));
  }

  // Whatever is cut off or changed in a byte: a design that is not the one that was written never comes out.
  void damageIsNoticed() {
    const QByteArray good = png(chunk("iTXt", packedText("{\"nodes\": []}")));
    for (qsizetype length = 0; length < good.size(); ++length) {
      QVERIFY2(said(good.left(length)).startsWith("! "), qPrintable(QString::number(length)));
    }
    for (qsizetype at = 0; at < good.size(); ++at) {
      for (const int bit : {0, 3, 7}) {
        QByteArray bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1 << bit);
        const QString out = said(bad);
        QVERIFY2(out == "{\"nodes\": []}" || out.startsWith("! "), qPrintable(out));
      }
    }
  }

  void tooLargeFilesAreNotRead() {
    const std::string big(FileLimits().bytes + 1, '<');
    QCOMPARE(QString::fromStdString(embeddedDesign(big, "p").error().text()),
             QString("p: is larger than 134217728 bytes"));
  }

  void designsAreNoPictures() {
    for (const char* text : {"{", " \n{\"nines\": 1}", "\xef\xbb\xbf{", "", "x", "[1]"}) QVERIFY(!isPicture(text));
  }

  void base64IsThatOfTheToolkit() {
    QByteArray bytes;
    for (int i = 0; i < 300; ++i) {
      const std::string written = toBase64(bytes.toStdString());
      QCOMPARE(QByteArray::fromStdString(written), bytes.toBase64());
      QCOMPARE(fromBase64(written), std::optional(bytes.toStdString()));
      bytes += static_cast<char>(i * 37);
    }
  }
};

QTEST_GUILESS_MAIN(TestEmbeddedDesign)
#include "test_embedded_design.moc"
