"""What the files of .NET say of packages."""

from __future__ import annotations

from scanned import named


def test_projects() -> None:
    content = """\
\ufeff<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><PackageId>Run.App</PackageId></PropertyGroup>
  <ItemGroup Condition="'$(X)' == ''">
    <PackageReference Include="Stripe.net" Version="43" />
    <PackageReference Version="1" Include=" Twilio ; SendGrid " />
    <PackageReference Include='Sentry'><PrivateAssets>all</PrivateAssets></PackageReference>
    <PackageReference Update="Serilog" />
    <PackageReference Include="$(Variable)" />
    <ProjectReference Include="../Lib/Lib.csproj" />
  </ItemGroup>
</Project>
"""
    assert named("App.csproj", content) == [
        (2, "Run.App", "nuget:Run.App", ""),
        (4, "Stripe.net", "nuget:Stripe.net", "direct"),
        (5, "Twilio", "nuget:Twilio", "direct"),
        (5, "SendGrid", "nuget:SendGrid", "direct"),
        (6, "Sentry", "nuget:Sentry", "dev"),
        (7, "Serilog", "nuget:Serilog", "managed"),
    ]


def test_other_xml() -> None:
    content = """<Project><ItemGroup><PackageVersion Include="Stripe.net" />
<GlobalPackageReference Include="StyleCop" /></ItemGroup></Project>"""
    assert named("Directory.Packages.props", content) == [
        (1, "Stripe.net", "nuget:Stripe.net", "managed"),
        (2, "StyleCop", "nuget:StyleCop", "dev"),
    ]
    content = """<packages><package id="Stripe.net" version="1" />
<package id="NUnit" developmentDependency="true" /></packages>"""
    assert named("packages.config", content) == [
        (1, "Stripe.net", "nuget:Stripe.net", "direct"),
        (2, "NUnit", "nuget:NUnit", "dev"),
    ]
    content = """<package><metadata><id>Run</id><dependencies><group targetFramework="x">
<dependency id="Stripe.net" /></group></dependencies></metadata></package>"""
    assert named("Run.nuspec", content) == [
        (1, "Run", "nuget:Run", ""),
        (2, "Stripe.net", "nuget:Stripe.net", "direct"),
    ]


def test_locks() -> None:
    content = """{"version": 1, "dependencies": {"net8.0": {
"Stripe.net": {"type": "Direct"},
"Newtonsoft.Json": {"type": "Transitive"},
"run.lib": {"type": "Project"}}}}"""
    assert named("packages.lock.json", content) == [
        (2, "Stripe.net", "nuget:Stripe.net", "direct"),
        (3, "Newtonsoft.Json", "nuget:Newtonsoft.Json", "indirect"),
        (4, "run.lib", "nuget:run.lib", ""),
    ]


def test_paket() -> None:
    content = """\
source https://api.nuget.org/v3/index.json
nuget Stripe.net >= 43
group Test
  nuget NUnit
"""
    assert named("paket.dependencies", content) == [
        (2, "Stripe.net", "nuget:Stripe.net", "direct"),
        (4, "NUnit", "nuget:NUnit", "dev"),
    ]
    content = """\
NUGET
  remote: https://api.nuget.org/v3/index.json
    Stripe.net (43.0)
      Newtonsoft.Json (>= 12)
GITHUB
  remote: a/b
    x.fs (abc)
GROUP Test
NUGET
    NUnit (3)
"""
    assert named("paket.lock", content) == [
        (3, "Stripe.net", "nuget:Stripe.net", "locked"),
        (10, "NUnit", "nuget:NUnit", "dev"),
    ]
