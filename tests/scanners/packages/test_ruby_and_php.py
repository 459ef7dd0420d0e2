"""What the files of RubyGems and Composer say of packages."""

from __future__ import annotations

from scanned import broken, named

GEMFILE = """\
# frozen_string_literal: true
source "https://rubygems.org"
gemspec
gem "stripe", "~> 7" # payments
gem('sentry-ruby', require: false)
gem "local", path: "../local"
gem "a"; gem "b"
group :development, :test do
  gem "rspec"
  if RUBY_VERSION > "3"
    gem "debug", platforms: %i[mri]
  end
end
group :production do
  gem "pg"
end
gem "rubocop", group: :development
gem "both", groups: [:development, :production]
gem "old", :group => [:test]
path "engines" do
  gem "engine"
end
gem name, "x"
# gem "no"
"""


def test_gemfile() -> None:
    assert named("Gemfile", GEMFILE) == [
        (4, "stripe", "gem:stripe", "direct"),
        (5, "sentry-ruby", "gem:sentry-ruby", "direct"),
        (6, "local", "gem:local", ""),
        (7, "a", "gem:a", "direct"),
        (7, "b", "gem:b", "direct"),
        (9, "rspec", "gem:rspec", "dev"),
        (11, "debug", "gem:debug", "dev"),
        (15, "pg", "gem:pg", "direct"),
        (17, "rubocop", "gem:rubocop", "dev"),
        (18, "both", "gem:both", "direct"),
        (19, "old", "gem:old", "dev"),
        (21, "engine", "gem:engine", ""),
    ]


def test_gemspec() -> None:
    content = """\
Gem::Specification.new do |spec|
  spec.name = "run"
  spec.add_dependency "stripe", ">= 7"
  spec.add_runtime_dependency(%q<faraday>.freeze, [">= 1"])
  spec.add_development_dependency 'rake'
end
"""
    assert named("run.gemspec", content) == [
        (2, "run", "gem:run", ""),
        (3, "stripe", "gem:stripe", "direct"),
        (4, "faraday", "gem:faraday", "direct"),
        (5, "rake", "gem:rake", "dev"),
    ]


def test_gemfile_lock() -> None:
    content = """\
PATH
  remote: .
  specs:
    run (0.1.0)
      stripe (>= 7)

GEM
  remote: https://rubygems.org/
  specs:
    faraday (2.0)
      net-http (>= 0)
    stripe (7.0)

PLATFORMS
  ruby

DEPENDENCIES
  run!
  stripe (~> 7)

CHECKSUMS
  faraday (2.0) sha256=00

BUNDLED WITH
   2.4.0
"""
    expected = [
        (4, "run", "gem:run", ""),
        (10, "faraday", "gem:faraday", "indirect"),
        (18, "run", "gem:run", "locked"),
        (19, "stripe", "gem:stripe", "locked"),
    ]
    assert named("Gemfile.lock", content) == expected
    assert named("Gemfile.lock", content.replace("\n", "\r\n")) == expected
    assert broken("Gemfile.lock", "GEM\nwhat is it\n") == ("has a line that is no section", 4)


def test_composer() -> None:
    content = """{
  "name": "run/app",
  "require": {"php": ">=8", "ext-json": "*", "Stripe/stripe-php": "^10", "../x/y": "1"},
  "require-dev": {"phpunit/phpunit": "^10"}
}"""
    assert named("composer.json", content) == [
        (2, "run/app", "composer:run/app", ""),
        (3, "Stripe/stripe-php", "composer:stripe/stripe-php", "direct"),
        (4, "phpunit/phpunit", "composer:phpunit/phpunit", "dev"),
    ]
    content = """{
  "packages": [
    {"name": "stripe/stripe-php", "require": {"php": ">=8"}},
    {"name": "run/lib", "dist": {"type": "path"}}, [], {"name": 3}],
  "packages-dev": [{"name": "phpunit/phpunit"}]
}"""
    assert named("composer.lock", content) == [
        (3, "stripe/stripe-php", "composer:stripe/stripe-php", "locked"),
        (4, "run/lib", "composer:run/lib", ""),
        (5, "phpunit/phpunit", "composer:phpunit/phpunit", "dev"),
    ]
