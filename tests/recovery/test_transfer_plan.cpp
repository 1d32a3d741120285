// The transfer planner's figures, worked by hand before they were first run.
#include "recovery/transfer_plan.h"

#include <cmath>

#include "../rules/rules_support.h"

using namespace nines;
using nines::test::Sketch;
using Way = TransferPlan::Choice;

namespace {

const Profile& course() { return Profiles::shipped().orDefault("course-2021"); }
const Profile& today() { return Profiles::shipped().orDefault("aws-2026"); }

TransferPlan planned(const TransferQuestion& question, const Profile& profile = course(),
                     const Value::Object& assumptions = {}) {
  return planTransfer(question, profile, assumptions);
}

TransferQuestion line(double tb, double mbps, double utilisation = 0.8) {
  return {.dataTb = tb, .linkMbps = mbps, .utilisation = utilisation};
}

TransferQuestion object(double mb) { return {.objectMb = mb}; }

TransferQuestion gateway(std::string type, std::optional<double> tb, std::optional<double> write = {},
                         std::optional<double> upload = {}, std::optional<double> hours = {}) {
  return {.dataTb = tb, .gateway = std::move(type), .writeMbps = write, .uploadMbps = upload, .writeHours = hours};
}

}  // namespace

class TestTransferPlan : public QObject {
  Q_OBJECT

 private slots:
  // 10 TB = 10,000 GB: 80,000,000 Mbit over 80 Mbit/s are 1,000,000 s, 11.6 days.
  void pastAWeekTheCourseTakesADevice() {
    const TransferPlan plan = planned(line(10, 100));
    QCOMPARE(*plan.lineSeconds, 1'000'000.0);
    QCOMPARE(plan.choice, Way::device);
    QCOMPARE(plan.maximumDays, 7.0);
    QCOMPARE(plan.devices->capacityTb, 50.0);
    QCOMPARE(plan.devices->jobs, 1.0);
    QCOMPARE(plan.devices->shipping.seconds, (Span{604800, 1209600}));
    QVERIFY(plan.openToNew);
  }

  // The same today: 28 TB devices, closed since 2025-11-07.
  void todayThereIsAnotherWay() {
    const TransferPlan plan = planned(line(10, 100), today());
    QCOMPARE(plan.choice, Way::elsewhere);
    QVERIFY(!plan.openToNew);
    QCOMPARE(plan.open.date, std::string("2025-11-07"));
    QCOMPARE(plan.devices->capacityTb, 28.0);
    QVERIFY(plan.advice.find("Data Transfer Terminal") != std::string::npos);
    // Both profiles know what AWS advises today.
    QCOMPARE(planned(line(10, 100)).today, plan.today);
    QVERIFY(plan.today.find("DataSync") != std::string::npos);
  }

  // 604,800 s at 80 Mbit/s are 48,384,000 Mbit = 6.048 TB: a week exactly.
  void aWeekIsStillTheLine() {
    QCOMPARE(*planned(line(6.048, 100)).lineSeconds, 604800.0);
    QCOMPARE(planned(line(6.048, 100)).choice, Way::line);
    QCOMPARE(planned(line(6.049, 100)).choice, Way::device);
  }

  // 0.5 TB over 4 Mbit/s at 0.8: 4,000,000 / 3.2 = 1,250,000 s; below a TB no device is worth it.
  void littleDataWantsAFasterLine() {
    const TransferPlan plan = planned(line(0.5, 4));
    QCOMPARE(*plan.lineSeconds, 1'250'000.0);
    QCOMPARE(plan.choice, Way::fasterLine);
  }

  // 200 TB: no device holds it, so 80 TB three times; today one of 210.
  void oneJobIsOneDevice() {
    QCOMPARE(planned(line(200, 1000)).devices->capacityTb, 80.0);
    QCOMPARE(planned(line(200, 1000)).devices->jobs, 3.0);
    QCOMPARE(planned(line(200, 1000), today()).devices->capacityTb, 210.0);
    QCOMPARE(planned(line(200, 1000), today()).devices->jobs, 1.0);
    QCOMPARE(planned(line(60, 1000)).devices->capacityTb, 80.0);
    QCOMPARE(devicesFor(80, 80), 1.0);
    QCOMPARE(devicesFor(0, 80), 1.0);
  }

  void aDeadLineTakesForEver() {
    QVERIFY(std::isinf(*planned(line(1, 0)).lineSeconds));
    QCOMPARE(planned(line(2, 100, 0)).choice, Way::device);
    QCOMPARE(*planned(line(0, 0)).lineSeconds, 0.0);
  }

  void whatIsNotSaidIsNotGuessed() {
    TransferQuestion open = line(10, 100);
    open.linkMbps.reset();
    QVERIFY(!planned(open).lineSeconds);
    QCOMPARE(planned(open).choice, Way::unknown);
    QVERIFY(planned(open).devices.has_value());
    open.dataTb.reset();
    QVERIFY(!planned(open).devices);
    QVERIFY(!planned(open).multipart && !planned(open).gateway);
  }

  void shippingIsAnAssumption() {
    const TransferPlan plan = planned(line(10, 100), course(), {{"snowball.shipping.worst", Value(900000)}});
    QCOMPARE(plan.devices->shipping.seconds.worst, 900000.0);
    QVERIFY(!plan.devices->shipping.assumptions.empty());
  }

  // 100 MB = 95.37 MiB: parts of 5 MiB, 20 of them, or 1.
  void multipartFrom100Mb() {
    QVERIFY(!planned(object(99)).multipart->advised);
    const auto plan = *planned(object(100)).multipart;
    QVERIFY(plan.advised);
    QCOMPARE(plan.fromMb, 100.0);
    QCOMPARE(plan.partMib, 5.0);
    QCOMPARE(plan.parts, 20.0);
    QCOMPARE(plan.fewest, 1.0);
  }

  // 1 TB = 953,674.3 MiB: 10,000 parts of 95.4 MiB, so 96 MiB, of which it takes 9,935; at 5 GiB 187.
  void partsKeepWithinTenThousand() {
    const auto plan = *planned(object(1e6)).multipart;
    QCOMPARE(plan.partMib, 96.0);
    QCOMPARE(plan.parts, 9935.0);
    QCOMPARE(plan.fewest, 187.0);
    QVERIFY(plan.possible);
  }

  // 5 TB, which S3 counts as 5 TiB: 5,497,558.1 MB. Today what 10,000 parts of 5,120 MiB hold: 53,687,091.2 MB.
  void anObjectHasItsLargestSize() {
    QVERIFY(planned(object(5'497'558)).multipart->possible);
    QVERIFY(!planned(object(5'497'559)).multipart->possible);
    QVERIFY(planned(object(53'687'091), today()).multipart->possible);
    QVERIFY(!planned(object(53'687'092), today()).multipart->possible);
    // One of 5 TiB has 10,000 parts of 524.3 MiB, so 525 MiB, of which it takes 9,987; at 5 GiB 1,024.
    const auto largest = *planned(object(5'497'558)).multipart;
    QCOMPARE(largest.partMib, 525.0);
    QCOMPARE(largest.parts, 9987.0);
    QCOMPARE(largest.fewest, 1024.0);
  }

  // A single upload takes 5 GiB, 5,368.7 MB: beyond that there is no choice.
  void beyondASingleUploadItIsNeeded() {
    QVERIFY(!planned(object(5368)).multipart->needed);
    QVERIFY(planned(object(5369)).multipart->needed);
    QVERIFY(planned(object(5368)).multipart->advised);
    QVERIFY(!planned(object(99)).multipart->needed);
  }

  // A device takes objects of up to 5 TB, also where S3 takes larger ones.
  void aDeviceTakesNoLargerObjects() {
    TransferQuestion question = line(100, 100);
    QVERIFY(planned(question, today()).devices->takesObject);
    question.objectMb = 5'497'558;
    QVERIFY(planned(question, today()).devices->takesObject);
    question.objectMb = 5'497'559;
    QVERIFY(!planned(question, today()).devices->takesObject);
    QVERIFY(planned(question, today()).multipart->possible);
    // What cannot be taken is not advised, by the course either; over a line that is quick enough nobody cares.
    QCOMPARE(planned(question).choice, Way::divide);
    QCOMPARE(planned(question, today()).choice, Way::elsewhere);
    question.linkMbps = 10'000;
    QCOMPARE(planned(question).choice, Way::line);
  }

  // AWS's own example: text at 40 MB/s for 12 h a day over 12 MB/s, 2 : 1, are (40 - 24) * 43,200 = 691,200 MB, which
  // are 643.7 GiB. Without compression (40 - 12) * 43,200 = 1,209,600 MB, 1,126.5 GiB.
  void whatIsUploadedIsCompressed() {
    TransferQuestion question = gateway("cached-volume", {}, 320, 96, 12);
    QCOMPARE(*planned(question).gateway->bufferGib, 1127.0);
    question.compression = 2;
    QCOMPARE(*planned(question).gateway->bufferGib, 644.0);
    // At 4 : 1 the line keeps up, and nobody has to say for how long.
    question.compression = 4;
    question.writeHours.reset();
    QCOMPARE(*planned(question).gateway->bufferGib, 150.0);
    // Nothing gets larger.
    question.writeHours = 12;
    question.compression = 0.5;
    QCOMPARE(*planned(question).gateway->bufferGib, 1127.0);
  }

  // (100 - 60) Mbit/s for 10 h: 1,440,000 Mbit = 180 GB = 167.6 GiB.
  void theBufferHoldsWhatTheLineDoesNotCarry() {
    const auto plan = *planned(gateway("cached-volume", {}, 100, 60, 10)).gateway;
    QCOMPARE(*plan.bufferGib, 168.0);
    QVERIFY(plan.fits());
    QVERIFY(std::abs(uploadBufferGib(100, 60, 10) - 167.638) < 0.001);
    // AWS asks for 150 GiB, whatever is written.
    QCOMPARE(*planned(gateway("cached-volume", {}, 60, 100)).gateway->bufferGib, 150.0);
    // (1000 - 100) for 24 h: 77,760,000 Mbit = 9,720 GB = 9,052.5 GiB, more than the 2,048 that a gateway takes.
    const auto much = *planned(gateway("tape", {}, 1000, 100, 24)).gateway;
    QCOMPARE(*much.bufferGib, 9053.0);
    QVERIFY(!much.fits());
    // A file gateway has no upload buffer: what waits is in its cache, which takes 150 to 65,536 GiB.
    const auto files = *planned(gateway("file", {}, 1000, 100, 24)).gateway;
    QVERIFY(files.waitsInCache && files.fits() && !much.waitsInCache);
    QCOMPARE(*files.bufferGib, 9053.0);
    QCOMPARE(files.leastGib, 150.0);
    QCOMPARE(files.mostGib, 65536.0);
    // Without hours nobody can tell.
    QVERIFY(!planned(gateway("tape", {}, 100, 60)).gateway->bufferGib);
  }

  // 600 TB are 545.7 TiB: two stored-volume gateways of 512 TiB, one cached of 1,024; 218.3 tapes of 2,560 GiB.
  void gatewaysByTheirLimits() {
    QCOMPARE(*planned(gateway("stored-volume", 600)).gateway->gateways, 2.0);
    QCOMPARE(*planned(gateway("cached-volume", 600)).gateway->gateways, 1.0);
    QCOMPARE(*planned(gateway("tape", 600)).gateway->tapes, 219.0);
    QCOMPARE(*planned(gateway("tape", 600)).gateway->gateways, 1.0);
    // Today 15 TiB each: 545.7 / 15 = 36.4.
    QCOMPARE(*planned(gateway("tape", 600), today()).gateway->tapes, 37.0);
    // 1,200 TB are 1,091.4 TiB, more than one library holds.
    QCOMPARE(*planned(gateway("tape", 1200)).gateway->gateways, 2.0);
    QVERIFY(!planned(gateway("file", 600)).gateway->gateways);
  }

  void theDesignFillsTheQuestion() {
    Sketch s;
    s.node("dc", "data-centre", {}, {{"uplinkMbps", Value(200)}})
        .node("files", "server", "dc", {{"dataGb", Value(4000)}})
        .node("gw", "storage-gateway", "dc",
              {{"type", Value("tape")}, {"writeMbps", Value(60)}, {"uploadMbps", Value(50)}, {"writeHours", Value(8)}})
        .node("box", "snowball", "dc", {{"dataTb", Value(70)}, {"linkMbps", Value(500)}, {"utilisation", Value(0.5)}})
        .region("eu-west-1", "a")
        .node("data", "s3-bucket", "eu-west-1", {{"objectMb", Value(250)}})
        .link("transfers", "files", "data", {{"linkMbps", Value(100)}});
    const Design design = s.design();
    QCOMPARE(transferQuestionOf(design, "box"), (TransferQuestion{.dataTb = 70, .linkMbps = 500, .utilisation = 0.5}));
    QCOMPARE(transferQuestionOf(design, "files"), (TransferQuestion{.dataTb = 4, .linkMbps = 100, .utilisation = 0.8}));
    QCOMPARE(transferQuestionOf(design, "link-1000"),
             (TransferQuestion{.dataTb = 4, .linkMbps = 100, .utilisation = 0.8}));
    const TransferQuestion gw = transferQuestionOf(design, "gw");
    QCOMPARE(gw.gateway, std::string("tape"));
    QCOMPARE(gw.linkMbps, std::optional(200.0));
    QCOMPARE(gw.writeHours, std::optional(8.0));
    QCOMPARE(transferQuestionOf(design, "data").objectMb, std::optional(250.0));
    QCOMPARE(transferQuestionOf(design, ""), (TransferQuestion{.utilisation = 0.8}));
  }

  // Every figure says where it comes from.
  void everyFigureHasASource() {
    for (const Profile& profile : Profiles::shipped().all()) {
      TransferQuestion all = gateway("tape", 10, 100, 60, 10);
      all.linkMbps = 100;
      all.utilisation = 0.8;
      all.objectMb = 500;
      const TransferPlan plan = planned(all, profile);
      for (const Source& source :
           {plan.open, plan.week, plan.adviceSource, plan.devices->offer, plan.devices->shipping.source,
            plan.multipart->from, plan.multipart->limits, plan.gateway->limits, plan.gateway->buffer, plan.todaySource,
            plan.multipart->most, plan.multipart->piece, plan.devices->objects}) {
        QVERIFY(!source.text.empty());
        QVERIFY(!source.date.empty());
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestTransferPlan)
#include "test_transfer_plan.moc"
