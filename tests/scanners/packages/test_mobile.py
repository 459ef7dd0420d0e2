"""What the files of CocoaPods, Swift and Dart say of packages."""

from __future__ import annotations

from scanned import broken, named


def test_podfile() -> None:
    content = """\
platform :ios, '13.0'
target 'App' do
  pod 'Stripe', '~> 23'
  pod "Firebase/Analytics"
  pod 'Local', :path => '../Local'
  # pod 'No'
  target 'AppTests' do
    pod 'Quick'
  end
end
"""
    assert named("ios/Podfile", content) == [
        (3, "Stripe", "cocoapods:Stripe", "direct"),
        (4, "Firebase", "cocoapods:Firebase", "direct"),
        (5, "Local", "cocoapods:Local", ""),
        (8, "Quick", "cocoapods:Quick", "dev"),
    ]


def test_podfile_lock() -> None:
    content = """\
PODS:
  - Firebase/Analytics (10.0):
    - Firebase/Core
  - Firebase/Core (10.0)
  - "GoogleUtilities/Network (7.0)"
  - Stripe (23.0)

DEPENDENCIES:
  - Firebase/Analytics
  - Stripe (~> 23)

SPEC CHECKSUMS:
  Stripe: 00
"""
    assert named("Podfile.lock", content) == [
        (5, "GoogleUtilities", "cocoapods:GoogleUtilities", "indirect"),
        (9, "Firebase", "cocoapods:Firebase", "locked"),
        (10, "Stripe", "cocoapods:Stripe", "locked"),
    ]
    message = "holds the marks of a merge conflict"
    assert broken("Podfile.lock", "PODS:\n<<<<<<< HEAD\n") == (message, 6)


def test_swift() -> None:
    content = """\
let package = Package(name: "App", dependencies: [
    .package(url: "https://github.com/stripe/stripe-ios.git", from: "23.0.0"),
    .package(name: "Sentry", url: "git@github.com:getsentry/sentry-cocoa", .exact("8.0.0")),
    // .package(url: "https://github.com/no/no"),
    .package(path: "../Local"),
])
"""
    assert named("Package.swift", content) == [
        (2, "github.com/stripe/stripe-ios", "swift:github.com/stripe/stripe-ios", "direct"),
        (3, "github.com:getsentry/sentry-cocoa", *sentry("direct")),
    ]
    content = """{"object": {"pins": [
{"package": "x", "repositoryURL": "https://github.com/getsentry/sentry-cocoa.git"}]},
"pins": [{"location": "ssh://git@github.com/getsentry/sentry-cocoa"}, {"location": "/srv/x"}]}"""
    assert named("Package.resolved", content) == [
        (2, "github.com/getsentry/sentry-cocoa", *sentry("locked")),
        (3, "github.com/getsentry/sentry-cocoa", *sentry("locked")),
    ]


def sentry(role: str) -> tuple[str, str]:
    return "swift:github.com/getsentry/sentry-cocoa", role


def test_pub() -> None:
    content = """\
name: run
dependencies:
  flutter:
    sdk: flutter
  stripe_sdk: ^1.0.0
  local:
    path: ../local
dev_dependencies:
  test: any
dependency_overrides:
  http: 1.0.0
"""
    assert named("pubspec.yaml", content) == [
        (1, "run", "pub:run", ""),
        (5, "stripe_sdk", "pub:stripe_sdk", "direct"),
        (6, "local", "pub:local", ""),
        (9, "test", "pub:test", "dev"),
        (11, "http", "pub:http", "managed"),
    ]
    content = """\
packages:
  stripe_sdk:
    dependency: "direct main"
    source: hosted
  http:
    dependency: transitive
    source: hosted
  flutter:
    dependency: "direct main"
    source: sdk
"""
    assert named("pubspec.lock", content) == [
        (2, "stripe_sdk", "pub:stripe_sdk", "direct"),
        (5, "http", "pub:http", "indirect"),
    ]
