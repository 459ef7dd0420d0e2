"""What Maven and Gradle say of artifacts."""

from __future__ import annotations

from scanned import before_it_broke, broken, named

POM = """\
<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- \u00e9t\u00e9 -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>com.parent</groupId><artifactId>parent</artifactId></parent>
  <artifactId>app</artifactId>
  <properties>
    <stripe.group>com.stripe</stripe.group><suffix>java</suffix>
    <loop>${loop}${loop}</loop>
  </properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>io.sentry</groupId><artifactId>sentry-bom</artifactId></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>${stripe.group}</groupId>
      <artifactId>
        stripe-${suffix}
      </artifactId>
      <exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>${project.groupId}</groupId><artifactId>lib</artifactId></dependency>
    <dependency><groupId>${unknown}</groupId><artifactId>no</artifactId></dependency>
    <dependency><groupId>${loop}</groupId><artifactId>no</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
  </dependencies>
  <build><plugins>
    <plugin><artifactId>maven-jar-plugin</artifactId></plugin>
    <plugin><groupId>io.sentry</groupId><artifactId>sentry-maven-plugin</artifactId></plugin>
  </plugins></build>
  <profiles><profile><id>x</id><dependencies>
    <dependency><groupId>com.twilio.sdk</groupId><artifactId>twilio</artifactId></dependency>
  </dependencies></profile></profiles>
</project>
"""


def test_pom() -> None:
    assert named("pom.xml", POM) == [
        (4, "parent", "maven:com.parent:parent", "managed"),
        (5, "app", "maven:com.parent:app", ""),
        (11, "sentry-bom", "maven:io.sentry:sentry-bom", "managed"),
        (17, "stripe-${suffix}", "maven:com.stripe:stripe-java", "direct"),
        (21, "lib", "maven:com.parent:lib", "direct"),
        (24, "junit", "maven:junit:junit", "dev"),
        (27, "maven-jar-plugin", "maven:org.apache.maven.plugins:maven-jar-plugin", "dev"),
        (28, "sentry-maven-plugin", "maven:io.sentry:sentry-maven-plugin", "dev"),
        (31, "twilio", "maven:com.twilio.sdk:twilio", "direct"),
    ]
    assert named("pom.xml", POM.replace("\n", "\r\n")) == named("pom.xml", POM)


def test_xml_that_is_broken_or_hostile() -> None:
    cut = POM[: POM.index("<build>")]
    assert broken("pom.xml", cut) == ("is no XML: no element found", len(cut))
    assert "maven:junit:junit" in before_it_broke("pom.xml", cut)
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><project>&c;</project>'
    assert broken("pom.xml", bomb)[0] == "declares entities, or asks for another file"
    assert broken("pom.xml", "")[0] == "is no XML: no element found"
    assert named("pom.xml", "<a>" * 100_000 + "</a>" * 100_000) == []


GRADLE = """\
// implementation 'no:no:1'
/* implementation 'no:no:1' */
buildscript { dependencies { classpath "com.google.gms:google-services:4" } }
plugins {
    id 'com.android.application'
    id("io.sentry.android.gradle") version "4"
    id 'java'
}
apply plugin: 'com.google.firebase.crashlytics'
repositories { maven { url "https://example.com:8080/x" } }
dependencies {
    implementation 'com.stripe:stripe-java:24.0.0', "com.twilio.sdk:twilio:$version"
    implementation(libs.sentry)
    api("com.segment.analytics:analytics:${versions.x}") { exclude group: 'a', module: 'b' }
    implementation platform('com.google.firebase:firebase-bom:32')
    implementation(enforcedPlatform("a.b:bom:1"))
    implementation("com.google.firebase:firebase-analytics")
    kapt 'com.google.dagger:dagger-compiler:2@jar'
    runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42'
    compileOnly(group = "com.kt", name = "kt", version = "1")
    testImplementation 'junit:junit:4'
    androidTestImplementation(group: "androidx", name: "espresso")
    implementation project(':lib')
    implementation files('libs/x.jar')
    implementation "$group:$name:1"
    "canaryImplementation"("com.squareup:leakcanary:2")
}
"""


def test_gradle() -> None:
    for path in ("app/build.gradle", "build.gradle.kts"):
        assert named(path, GRADLE) == [
            (3, "com.google.gms:google-services", "maven:com.google.gms:google-services", "dev"),
            (5, *plugin("com.android.application")),
            (6, *plugin("io.sentry.android.gradle")),
            (9, *plugin("com.google.firebase.crashlytics")),
            (12, *artifact("com.stripe:stripe-java")),
            (12, *artifact("com.twilio.sdk:twilio")),
            (14, *artifact("com.segment.analytics:analytics")),
            (15, *artifact("com.google.firebase:firebase-bom", "managed")),
            (16, *artifact("a.b:bom", "managed")),
            (17, *artifact("com.google.firebase:firebase-analytics")),
            (18, *artifact("com.google.dagger:dagger-compiler")),
            (19, "postgresql", "maven:org.postgresql:postgresql", "direct"),
            (20, "kt", "maven:com.kt:kt", "direct"),
            (21, *artifact("junit:junit", "dev")),
            (22, "espresso", "maven:androidx:espresso", "dev"),
            (26, *artifact("com.squareup:leakcanary")),
        ]


def artifact(name: str, role: str = "direct") -> tuple[str, str, str]:
    return name, f"maven:{name}", role


def plugin(name: str) -> tuple[str, str, str]:
    return name, f"maven:{name}:{name}.gradle.plugin", "dev"


def test_gradle_catalog() -> None:
    content = """\
[versions]
stripe = "24"
[libraries]
stripe = { module = "com.stripe:stripe-java", version.ref = "stripe" }
twilio = { group = "com.twilio.sdk", name = "twilio", version = "9" }
sentry = "io.sentry:sentry:7"
wrong = { module = 3 }
[bundles]
all = ["stripe"]
[plugins]
gms = { id = "com.google.gms.google-services", version = "4" }
ksp = "com.google.devtools.ksp:1.9"
"""
    assert named("gradle/libs.versions.toml", content) == [
        (4, *artifact("com.stripe:stripe-java")),
        (5, "twilio", "maven:com.twilio.sdk:twilio", "direct"),
        (6, *artifact("io.sentry:sentry")),
        (11, *plugin("com.google.gms.google-services")),
        (12, *plugin("com.google.devtools.ksp")),
    ]


def test_gradle_lockfile() -> None:
    content = """\
# This is a Gradle generated file for dependency locking.
com.stripe:stripe-java:24.0.0=compileClasspath,testCompileClasspath
junit:junit:4.13=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
"""
    assert named("gradle.lockfile", content) == [
        (2, *artifact("com.stripe:stripe-java", "locked")),
        (3, *artifact("junit:junit", "dev")),
    ]
    assert broken("gradle.lockfile", "what\n") == ("has a line that names no artifact", 0)
