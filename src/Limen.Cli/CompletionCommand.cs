using System.CommandLine;

namespace Limen.Cli;

/// <summary>
/// `limen completion bash|zsh|fish`: a script for the shell to read, which asks <c>limen [suggest:POSITION] "line"</c> at every Tab.
/// </summary>
static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", """
            Prints what makes the shell complete limen's commands and options at the Tab key.
              bash: source <(limen completion bash)    zsh: source <(limen completion zsh)    fish: limen completion fish | source
            Exit codes: 0 fine, 2 usage.
            """)
        {
            shell,
        };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(Script(parsed.GetRequiredValue(shell))));
        return command;
    }

    static string Script(string shell) => shell switch
    {
        "bash" => """
            _limen() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(limen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _limen limen

            """,
        "zsh" => """
            _limen() {
              local -a found
              found=("${(@f)$(limen "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -a found
              _files
            }
            compdef _limen limen

            """,
        _ => """
            complete -c limen -a '(limen "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'

            """,
    };
}
