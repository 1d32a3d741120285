// The design inside of a PDF: what goes in comes out, and what others made of the file does no harm.
#include <QProcess>
#include <QTemporaryDir>
#include <set>

#include "formats/native.h"
#include "formats/pdf_attachment.h"
#include "formats/pdf_guard.h"
#include "rng.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;

namespace {

const std::string kDesign = writeDesign(Topology());

// A document made of numbered objects, with a table that says where each stands.
struct Document {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"};
  std::string trailer;

  int add(std::string object) {
    objects.push_back(std::move(object));
    return static_cast<int>(objects.size());
  }
  int addStream(const std::string& data, const std::string& entries = {}) {
    return add("<< /Length " + std::to_string(data.size()) + entries + " >>\nstream\n" + data + "\nendstream");
  }
  // A file in the table of attachments; `files` collects its names.
  void attach(const std::string& name, int stream) {
    const int file = add("<< /Type /Filespec /F (" + name + ") /EF << /F " + std::to_string(stream) + " 0 R >> >>");
    files += "(" + name + ") " + std::to_string(file) + " 0 R ";
    objects[0] = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [" + files + "] >> >> >>";
  }
  std::string text() const {
    std::string out = "%PDF-1.7\n";
    std::string table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      table += QString::asprintf("%010zu 00000 n \n", out.size()).toStdString();
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string size = std::to_string(objects.size() + 1);
    return out + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size + " /Root 1 0 R " +
           trailer + ">>\nstartxref\n" + std::to_string(out.size()) + "\n%%EOF\n";
  }

  std::string files;
};

std::string packed(const std::string& text) {
  return qCompress(QByteArray::fromStdString(text), 9).mid(4).toStdString();  // behind Qt's own length
}

std::string ours(const std::string& title = "Orders", const std::string& design = kDesign) {
  return finishedPdf(Document().text(), {title, design}).value();
}

// What another program makes of the file.
std::string throughQpdf(const std::string& pdf, const QStringList& arguments) {
  const QTemporaryDir folder;
  QFile before(folder.filePath("a.pdf"));
  if (!before.open(QIODevice::WriteOnly) || before.write(QByteArray::fromStdString(pdf)) < 0) return {};
  before.close();
  const int code = QProcess::execute("qpdf", QStringList(arguments) << before.fileName() << folder.filePath("b.pdf"));
  QFile after(folder.filePath("b.pdf"));
  return code == 0 && after.open(QIODevice::ReadOnly) ? after.readAll().toStdString() : std::string();
}

bool isRefused(const std::string& pdf) {
  const auto text = attachedDesign(pdf, "a.pdf", FileLimits().bytes);
  const bool refused = !text.ok() && text.error().file == "a.pdf" && !text.error().reason.empty() &&
                       text.error().reason.find('\n') == std::string::npos;
  if (!refused) qWarning("read or without a reason");
  return refused;
}

std::string reasonOf(const std::string& pdf) {
  const auto text = attachedDesign(pdf, "a.pdf", FileLimits().bytes);
  return text.ok() ? "none" : text.error().reason;
}

}  // namespace

class TestPdfAttachment : public QObject {
  Q_OBJECT

 private slots:
  void designsComeBack_data() {
    QTest::addColumn<std::string>("design");
    for (const Resource& file : resources()) {
      if (file.path.starts_with("templates/")) QTest::newRow(file.path.data()) << std::string(file.text);
    }
    QTest::newRow("one byte") << std::string("x");
    QTest::newRow("any bytes") << std::string("\0\r\n\x80\xff endstream endobj %%EOF", 28);
    QTest::newRow("large") << std::string(3'000'000, 'x');
  }
  void designsComeBack() {
    QFETCH(std::string, design);
    const std::string pdf = ours("Orders", design);
    QVERIFY(isPdf(pdf) && isOwnPdf(pdf.substr(0, 4096)));
    const auto back = attachedDesign(pdf, "a.pdf", FileLimits().bytes);
    QVERIFY2(back.ok(), back.ok() ? "" : back.error().text().c_str());
    QVERIFY(*back == design);
  }

  void sameInputSameBytes() {
    QCOMPARE(ours(), ours());
    QVERIFY(ours() != ours("Other") && ours() != ours("Orders", kDesign + " "));
    for (const char* chance : {"CreationDate", "ModDate", "Metadata", "uuid"})
      QVERIFY2(ours().find(chance) == std::string::npos, chance);
  }

  void documentsOfOthersAreNotOurs() {
    const std::string other = Document().text();
    QVERIFY(isPdf(other) && !isOwnPdf(other));
    QVERIFY(!isPdf("") && !isOwnPdf("% Nines\n"));
    QCOMPARE(reasonOf(other), std::string("the PDF holds no design of Nines"));
    QCOMPARE(reasonOf("{}"), std::string("is no PDF"));
    QVERIFY(isRefused("") && isRefused("%PDF-1.7\n"));
    QVERIFY(!finishedPdf("{}", {}).ok());
  }

  // Packed bytes may look like a name that is refused: then they are packed otherwise.
  void chanceIsAvoided() {
    const std::string good = ours("Orders");
    const std::string bad = good + "\n/LZW \n";
    QVERIFY(isRefused(bad) && !isRefused(good));
    std::vector<int> levels;
    const auto giving = [&](int from) {
      levels.clear();
      return acceptedPdf([&, from](int level) {
        levels.push_back(level);
        return levels.size() > static_cast<std::size_t>(from) ? good + "%" + std::to_string(level) : bad;
      });
    };
    QCOMPARE(giving(0), good + "%6");
    QCOMPARE(levels, std::vector<int>{6});
    const std::string second = giving(1);
    QVERIFY(levels.size() == 2 && levels[1] != 6 && second == good + "%" + std::to_string(levels[1]));
    QCOMPARE(giving(100), bad);
    const std::set<int> tried(levels.begin(), levels.end());
    QVERIFY(tried.size() == levels.size() && levels.size() > 2);
  }

  // A title may look like a part of the document.
  void titlesStayTitles_data() {
    QTest::addColumn<std::string>("title");
    for (const char* title : {"", "A/Encrypt", ") /XRef << (", "../../etc/passwd", "/LZWDecode/RL", "...", "Zürich 😀",
                              "\u202Eexe\u0085", "\xff\xfe broken", "C:\\a\nb\tc"})
      QTest::newRow(title) << std::string(title);
    QTest::newRow("long") << std::string(10'000, 'x') + "é";
  }
  void titlesStayTitles() {
    QFETCH(std::string, title);
    const std::string pdf = ours(title);
    QCOMPARE(reasonOf(pdf), std::string("none"));
    const std::string plain = throughQpdf(pdf, {"--json-output"});
    for (const char* path : {"/UF\": \"u:../", "/UF\": \"u:C:", "/UF\": \"u:/"})
      QVERIFY(plain.find(path) == std::string::npos);
    QVERIFY(plain.find("u:\\u202e") == std::string::npos || plain.find("/UF\": \"u:exe.nines") != std::string::npos);
    QVERIFY(plain.find("/UF\": \"u:") != std::string::npos);
  }

  void othersMayRewriteIt_data() {
    QTest::addColumn<QStringList>("how");
    QTest::newRow("objects in streams") << QStringList{"--object-streams=generate"};
    QTest::newRow("for the web") << QStringList{"--linearize"};
    QTest::newRow("not packed") << QStringList{"--stream-data=uncompress"};
    QTest::newRow("for editors") << QStringList{"--qdf"};
  }
  void othersMayRewriteIt() {
    QFETCH(QStringList, how);
    const std::string pdf = throughQpdf(ours(), how);
    QVERIFY(!pdf.empty() && pdf != ours());
    QCOMPARE(reasonOf(pdf), std::string("none"));
    QCOMPARE(*attachedDesign(pdf, "a.pdf", FileLimits().bytes), kDesign);
  }

  void encryptedDocumentsSaySo() {
    const std::string pdf = throughQpdf(ours(), {"--encrypt", "", "secret", "256", "--"});
    QVERIFY(!pdf.empty());
    QCOMPARE(reasonOf(pdf), std::string("the PDF cannot be read: it is encrypted"));
    Document hidden;
    hidden.trailer = "/Encr#79pt 3 0 R ";
    QCOMPARE(reasonOf(hidden.text()), std::string("the PDF cannot be read: it is encrypted"));
  }

  void severalAttachments() {
    Document document;
    const int stream = document.addStream(kDesign);
    document.attach("notes.txt", document.addStream("notes"));
    QCOMPARE(reasonOf(document.text()), std::string("the PDF holds no design of Nines"));
    document.attach("orders.nines", stream);
    QCOMPARE(*attachedDesign(document.text(), "a.pdf", FileLimits().bytes), kDesign);
    document.attach("other.nines", stream);
    QVERIFY(reasonOf(document.text()).starts_with("the PDF holds 2 designs"));
    // What calls itself a design need not be a stream.
    Document empty;
    empty.attach("orders.nines", 99);
    QCOMPARE(reasonOf(empty.text()), std::string("the PDF holds no design of Nines"));
  }

  void damagedDesignsSaySo() {
    const std::string design = packed(kDesign);
    Document cut;
    cut.attach("a.nines",
               cut.addStream(design.substr(0, design.size() - 6),
                             " /Filter /FlateDecode /Params << /Size " + std::to_string(kDesign.size()) + " >>"));
    QCOMPARE(reasonOf(cut.text()), std::string("the design inside of the PDF is damaged"));
    Document shorter;
    shorter.attach("a.nines", shorter.addStream("{}", " /Params << /Size 3 >>"));
    QCOMPARE(reasonOf(shorter.text()), std::string("the design inside of the PDF is damaged"));
  }

  void truncatedFilesAreRefused() {
    const std::string pdf = ours();
    // Without the last line end nothing is missing.
    for (std::size_t length = 0; length + 8 < pdf.size(); length += 7) QVERIFY(isRefused(pdf.substr(0, length)));
  }

  // Single bytes changed: the design comes out as it was, or not at all.
  void changedBytesDoNoHarm_data() {
    QTest::addColumn<std::string>("pdf");
    QTest::newRow("ours") << ours();
    QTest::newRow("objects in streams") << throughQpdf(ours(), {"--object-streams=generate"});
  }
  void changedBytesDoNoHarm() {
    QFETCH(std::string, pdf);
    QVERIFY(!pdf.empty());
    test::Rng rng(7);
    int refused = 0;
    for (std::size_t at = 0; at < pdf.size(); ++at) {
      std::string other = pdf;
      other[at] = static_cast<char>(rng.below(256));
      const auto text = attachedDesign(other, "a.pdf", FileLimits().bytes);
      if (text.ok() && *text == kDesign) continue;
      // Where the table of objects is packed itself, another stream may be taken for the design; it is none.
      if (text.ok()) QVERIFY2(!readDesign(*text, "a.pdf", Catalogue::shipped()).ok(), text->c_str());
      ++refused;
    }
    QVERIFY(refused > 50);
    QVERIFY(readDesign(kDesign, "a.pdf", Catalogue::shipped()).ok());
  }

  void circlesEnd_data() {
    QTest::addColumn<std::string>("pdf");
    const auto names = [](const std::string& tree) {
      Document document;
      document.objects[0] = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>";
      document.add(tree);
      return document.text();
    };
    QTest::newRow("names in themselves") << names("<< /Kids [4 0 R] >>");
    QTest::newRow("names twice in themselves") << names("<< /Kids [4 0 R 4 0 R] /Limits [(a) (z)] >>");
    QTest::newRow("an object that is itself") << names("4 0 R");
    Document length;
    length.attach("a.nines", length.add("<< /Length 4 0 R >>\nstream\n{}\nendstream"));
    QTest::newRow("a length that is its own stream") << length.text();
    Document table;
    table.trailer = "/Prev 9 ";
    QTest::newRow("tables before nothing") << table.text();
    Document deep;
    deep.objects[2] = std::string(200'000, '[');
    QTest::newRow("deep") << deep.text();
    Document dictionaries;
    std::string open;
    for (int i = 0; i < 100'000; ++i) open += "<< /A ";
    dictionaries.objects[0] = open;
    QTest::newRow("deep catalogue") << dictionaries.text();
    Document chain;
    for (int i = 0; i < 900; ++i) chain.add("<< /Length " + std::to_string(i + 5) + " 0 R >>\nstream\n{}\nendstream");
    chain.attach("a.nines", 4);
    QTest::newRow("lengths of lengths") << chain.text();
  }
  void circlesEnd() {
    QFETCH(std::string, pdf);
    QVERIFY(isRefused(pdf));
  }

  void longChainsAreRefused() {
    Document chain;
    for (int i = 0; i < 20'000; ++i)
      chain.add("<< /Len#67th " + std::to_string(i + 5) + "%\n0 R >>\nstream\n{}\nendstream");
    chain.attach("a.nines", 4);
    QVERIFY(reasonOf(chain.text()).find("lengths elsewhere") != std::string::npos);
  }

  // Nothing is unpacked into memory before it is known to fit.
  void bombsAreRefused_data() {
    QTest::addColumn<std::string>("data");
    QTest::addColumn<std::string>("filter");
    const auto row = [](const char* name, const std::string& data, const std::string& filter) {
      QTest::newRow(name) << data << filter;
    };
    const std::string zeros(1'000'000, '\0');
    row("large", packed(zeros), "/FlateDecode");
    row("packed twice", packed(packed(zeros)), "[/FlateDecode /FlateDecode]");
    std::string often = "{}";
    for (int i = 0; i < 6; ++i) often = packed(often);
    row("packed often", often, "[/Fl /Fl /Fl /Fl /Fl /Fl]");
    row("LZW", "x", "/LZWDecode");
    row("LZW, spelled", "x", "/#4c#5aWDecode");
    row("hidden in text", "x", "[ /A85 /Fl]");
  }
  void bombsAreRefused() {
    QFETCH(std::string, data);
    QFETCH(std::string, filter);
    Document document;
    document.attach("a.nines", document.addStream(data, " /Filter " + filter));
    PdfLimits small;
    small.unpacked = 100'000;
    small.unpackedTables = 1'000;
    const Status status = guardedPdf(document.text(), "a.pdf", small);
    QVERIFY(!status.ok());
    QCOMPARE(status.error().file, std::string("a.pdf"));
    QVERIFY(guardedPdf(ours(), "a.pdf", small).ok());
  }

  // What is packed byte by byte is measured like anything else.
  void layersAreSeenWhereverTheyBegin() {
    const std::string inner = packed(std::string(1'000'000, '\0'));
    std::string outer = "\x78\x01";
    const auto stored = [&](const std::string& bytes, bool last) {
      const auto low = static_cast<char>(bytes.size() & 0xff);
      const auto high = static_cast<char>(bytes.size() >> 8);
      outer += {static_cast<char>(last), low, high, static_cast<char>(~low), static_cast<char>(~high)};
      outer += bytes;
    };
    stored(inner.substr(0, 1), false);
    for (int i = 0; i < 20'000; ++i) stored({}, false);
    stored(inner.substr(1), true);
    Document document;
    document.addStream(outer, " /Filter [/FlateDecode /FlateDecode]");
    PdfLimits small;
    small.unpacked = 500'000;
    QVERIFY(!guardedPdf(document.text(), "a.pdf", small).ok());
    small.unpacked = 2'000'000;
    QVERIFY(guardedPdf(document.text(), "a.pdf", small).ok());
  }

  void rowsAreShort() {
    for (const char* row : {"/Columns 536870911", "/Co#6cumns +70000", "/Colors 4 0 R", "/Colors 65535",
                            "/BitsPerComponent%\n99999999999"}) {
      Document document;
      document.addStream("x", std::string(" /Filter /FlateDecode /DecodeParms << /Predictor 12 ") + row + " >>");
      QVERIFY2(!guardedPdf(document.text(), "a.pdf").ok(), row);
    }
    Document image;
    image.addStream("x", " /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 4096 /Colors 3 >>");
    QVERIFY(guardedPdf(image.text(), "a.pdf").ok());
  }

  // In a packed object nobody would see it.
  void packingStandsWhereItIsUsed() {
    for (const char* entry : {"/Filter 8 0 R", "/Filter [ /FlateDecode 8%\n0 R ]", "/DecodeParms << /X 9 0 R >>"}) {
      Document document;
      document.addStream("x", std::string(" /Type /XRef ") + entry);
      QVERIFY2(!guardedPdf(document.text(), "a.pdf").ok(), entry);
    }
    Document document;
    document.addStream("x", " /Type /XRef /Filter [/FlateDecode] /DecodeParms << /Columns 4 /Predictor 12 >>");
    QVERIFY(guardedPdf(document.text(), "a.pdf").ok());
  }

  void partsAreCounted() {
    PdfLimits small;
    small.tokens = 1'000;
    QVERIFY(guardedPdf(ours(), "a.pdf", small).ok());
    Document document;
    std::string numbers;
    for (int i = 0; i < 2'000; ++i) numbers += "0 ";
    document.add("[" + numbers + "]");
    QVERIFY(!guardedPdf(document.text(), "a.pdf", small).ok());
  }

  // Each name is looked at once: 250,000 of them are no work.
  void commentsWithoutAnEndCostNothing() {
    std::string pdf = "%PDF-1.7 ";
    while (pdf.size() < 2'000'000) pdf += "/Length%";
    QVERIFY(isRefused(pdf));
  }

  // Entries of a table cost memory of their own.
  void tablesInStreamsHaveLessRoom() {
    const std::string pdf = throughQpdf(ours(), {"--object-streams=generate"});
    PdfLimits small;
    small.unpackedTables = 100;
    QVERIFY(!guardedPdf(pdf, "a.pdf", small).ok());
    QVERIFY(guardedPdf(ours(), "a.pdf", small).ok());
    Document runs;
    runs.addStream("x", " /Type /XRef /Filter /RL");
    QVERIFY(!guardedPdf(runs.text(), "a.pdf").ok());
  }
};

QTEST_GUILESS_MAIN(TestPdfAttachment)
#include "test_pdf_attachment.moc"
