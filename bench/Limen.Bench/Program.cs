using BenchmarkDotNet.Running;

namespace Limen.Bench;

static class Entry
{
    static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Entry).Assembly).Run(args);
}
