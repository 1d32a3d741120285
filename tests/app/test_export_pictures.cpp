// What the pictures of an export hold: the whole design or a part of it, a ground or none.
#include <QImage>

#include "drawing/draw_design.h"
#include "export.h"
#include "formats/embedded_design.h"
#include "formats/native.h"
#include "layout/pasting.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;

namespace {

Design designOf(Topology topology) {
  const Profile& profile = Profiles::shipped().orDefault(topology.profile);
  return {std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(), profile};
}

Topology orders() { return *readDesign(*resource("templates/orders.nines"), "orders", Catalogue::shipped()); }

std::string bytesOf(const Design& design, const ExportRequest& request) {
  auto bytes = exportedBytes(design, request);
  if (!bytes) QTest::qFail(bytes.error().text().c_str(), __FILE__, __LINE__);
  return bytes ? *bytes : std::string();
}

std::string designInside(const std::string& bytes) {
  const auto inside = embeddedDesign(bytes, "p");
  return inside ? *inside : "! " + inside.error().text();
}

QImage imageOf(const std::string& bytes) {
  return QImage::fromData(reinterpret_cast<const uchar*>(bytes.data()), static_cast<int>(bytes.size()));
}

}  // namespace

class TestExportPictures : public QObject {
  Q_OBJECT

 private:
  static void addFormats() {
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("SVG") << ExportFormat::svg;
    QTest::newRow("PNG") << ExportFormat::png;
  }

 private slots:
  void designsComeBackByteForByte_data() {
    QTest::addColumn<std::string>("text");
    for (const Resource& file : resources()) {
      if (file.path.starts_with("templates/") && file.path.ends_with(".nines"))
        QTest::newRow(std::string(file.path).c_str()) << std::string(file.text);
    }
    QTest::newRow("hostile names") << test::fixture("hostile/names.nines");
    QTest::newRow("what no picture shows") << std::string(
        "{\"nines\": 1, \"name\": \"]]>\\ufffe\\u0000\", \"later\": {\"key\": [1e300, \"\\u2028\"]}, \"nodes\": "
        "[{\"id\": \"a\", \"kind\": \"users\", \"name\": \"</metadata>\\ud83d\\uddfc\", \"own\": true}]}");
  }
  void designsComeBackByteForByte() {
    QFETCH(std::string, text);
    const auto topology = readDesign(text, "design", Catalogue::shipped());
    QVERIFY2(topology.ok(), topology.ok() ? "" : topology.error().text().c_str());
    const Design design = designOf(*topology);
    for (const ExportFormat format : {ExportFormat::svg, ExportFormat::png}) {
      ExportRequest request;
      request.format = format;
      request.scale = .5;
      const std::string inside = designInside(bytesOf(design, request));
      QVERIFY(inside == writeDesign(*topology));
      const auto again = readDesign(inside, "again", Catalogue::shipped());
      QVERIFY(again.ok() && *again == *topology);
    }
  }

  void withoutTheDesignNothingIsInside_data() { addFormats(); }
  void withoutTheDesignNothingIsInside() {
    QFETCH(ExportFormat, format);
    ExportRequest request;
    request.format = format;
    request.withDesign = false;
    QVERIFY(designInside(bytesOf(designOf(orders()), request)).find("without a design inside") != std::string::npos);
  }

  void aPartIsADesignOfItsOwn_data() { addFormats(); }
  void aPartIsADesignOfItsOwn() {
    QFETCH(ExportFormat, format);
    const Design design = designOf(orders());
    ExportRequest request;
    request.format = format;
    request.only = {"eu-central-1"};
    const std::vector<NodeIndex> only{design.indexOf("eu-central-1")};
    QVERIFY(only.front() != kNone);
    const std::string inside = designInside(bytesOf(design, request));
    const auto part = readDesign(inside, "part", Catalogue::shipped());
    QVERIFY2(part.ok(), inside.c_str());
    QVERIFY(*part == placing::shownExcerpt(design, Layout(design), only));
    QVERIFY(part->nodes.size() > 1 && part->nodes.size() < design.nodeCount());
  }

  void whatIsNotThereIsNamed_data() { addFormats(); }
  void whatIsNotThereIsNamed() {
    QFETCH(ExportFormat, format);
    ExportRequest request;
    request.format = format;
    request.only = {"orders", "no-such"};
    const auto bytes = exportedBytes(designOf(orders()), request);
    QVERIFY(!bytes.ok());
    QVERIFY2(bytes.error().reason.find("\"no-such\"") != std::string::npos, bytes.error().reason.c_str());
  }

  // Where the canvas was to be seen there is nothing; names of what lies on it keep a ground to stand on.
  void transparentPicturesHaveGroundsOnly_data() { addFormats(); }
  void transparentPicturesHaveGroundsOnly() {
    QFETCH(ExportFormat, format);
    const Design design = designOf(orders());
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      ExportRequest request;
      request.format = format;
      request.theme = theme;
      request.scale = 1;
      const std::string solid = bytesOf(design, request);
      request.background = false;
      const std::string bytes = bytesOf(design, request);
      if (format == ExportFormat::svg) {
        QVERIFY(bytes.find("id=\"GROUND\"") != std::string::npos);
        QVERIFY(solid.find("id=\"GROUND\"") == std::string::npos);
        continue;
      }
      const QImage image = imageOf(bytes);
      QCOMPARE(image.size(), imageOf(solid).size());
      QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
      QCOMPARE(imageOf(solid).pixelColor(0, 0).alpha(), 255);
      const Layout layout(design);
      const Rect bounds = drawPicture(design, builtInMeasure()).bounds;
      const Rect box = layout.rect(design.indexOf("warehouse"));
      const QPoint inBox(static_cast<int>(box.right() - bounds.x) + 20, static_cast<int>(box.y - bounds.y) + 40);
      QCOMPARE(image.pixelColor(inBox).alpha(), 255);
    }
  }
};

QTEST_MAIN(TestExportPictures)
#include "test_export_pictures.moc"
