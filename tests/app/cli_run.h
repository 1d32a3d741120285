// Runs the shipped executable as a shell would.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace nines::test {

struct Run {
  int exitCode = -1;
  QByteArray out;
  QByteArray error;

  QJsonObject json() const {
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(out, &problem);
    if (problem.error != QJsonParseError::NoError) qWarning("no JSON: %s", qPrintable(problem.errorString()));
    return document.object();
  }
  bool saysOneLine() const { return error.endsWith('\n') && error.count('\n') == 1 && error.size() > 1; }
};

// Variables are "NAME=VALUE".
inline Run runNines(const QStringList& arguments, const QString& standardOutput = {},
                    const QStringList& variables = {}) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
    environment.remove(QString::fromLatin1(name));
  for (const QString& variable : variables) environment.insert(variable.section('=', 0, 0), variable.section('=', 1));
  process.setProcessEnvironment(environment);
  if (!standardOutput.isEmpty()) process.setStandardOutputFile(standardOutput);
  process.start(qEnvironmentVariable("NINES_BINARY"), arguments);
  if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace nines::test
