[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Limen.Console.Tests;

/// <summary>One browser and one node for all tests of a class that share them.</summary>
[CollectionDefinition]
public sealed class Served : ICollectionFixture<ServedNode>, ICollectionFixture<Chromium>;
