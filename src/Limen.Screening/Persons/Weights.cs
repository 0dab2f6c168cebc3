namespace Limen.Screening;

/// <summary>Every tuned number of the matching of persons, in bits unless said otherwise. A change shows in <c>bench/accuracy.md</c>.</summary>
static class Weights
{
    // How likely a part is written this way by or for the same person (minus log2 of the probability).
    public const float SameSpelling = 0.4f;
    public const float OtherSpellingOnce = 1.2f;      // on top of the costs of the single letters
    public const float ArticleLeftOut = 2.0f;         // ALMASRI, MASRI
    public const float ShortForm = 4.5f;              // ALEXANDER, SASHA
    public const float Initial = 2.5f;
    public const float CutOff = 4.5f;                 // a beginning, though the name field was not full
    public const float CutOffWhenFull = 1.0f;         // a beginning, and the name field was full
    public const float JoinedOrSplit = 4.0f;
    public const float WorstSpelling = 19f;           // dearer spellings are another name

    // Letters, in the same unit: what a slip of the finger costs, wherever the table of spellings knows nothing cheaper.
    public const float WrongLetter = 11f;
    public const float MissingLetter = 10f;
    public const float ExchangedLetters = 9f;

    // Rarity.
    public const float RarestPart = 18f;              // nothing is rarer than one in 2^18
    public const double ListPrior = 4000;             // how many people of the general population are put beside the list's own

    // The name as a whole.
    public const float OrderTurned = 1.0f;            // surname first instead of last
    public const float OrderMixed = 3.0f;
    public const float MiddleOmitted = 1.3f;
    public const float EdgeOmitted = 4.0f;            // the first or last part is missing on one side
    public const float Conflict = 6.0f;               // both sides have a part that the other lacks
    public const float FirstConflictExtra = 2.0f;
    public const float ManyNames = 0.7f;              // times log2 of the number of names an entry has

    // Date of birth.
    public const float BornSameDay = 14.0f;
    public const float BornSameMonth = 9.0f;
    public const float BornSameYear = 5.3f;
    public const float BornYearOfFullDate = 4.8f;     // a year against a whole date of that year
    public const float BornDayMonthSwapped = 9.0f;
    public const float BornOneYearOff = 7.0f;
    public const float BornOneDigitOff = 4.0f;
    public const float BornNextDay = 6.0f;
    public const float BornYearAgreesOnly = -1.0f;
    public const float BornYearNear = -3.0f;          // years differ by one or two, nothing else agrees
    public const float BornOtherwise = -8.0f;
    public const float PlaceholderDay = -4.0f;        // taken off where the first of January stands for "some day"

    // Sex, nationality, document: the same numbers for every sex and every State.
    public const float SexAgrees = 0.8f;
    public const float SexContradicts = -4.0f;
    public const float NationalityAgrees = 2.2f;
    public const float NationalityContradicts = -1.5f;
    public const float DocumentAgrees = 22f;
    public const float NameBeforeTheRest = 6f;        // below this a name is none, and birth, sex and State add nothing

    // Strength: bits above log2 of the number of entries, at which chance alone would bring one hit in 2^that many travellers.
    public const float PossibleAbove = 12.5f;
    public const float StrongAbove = 20f;

    // Candidates: numbers of rows and spellings, not bits.
    public const int ShortList = 384;                 // a part borne by no more than so many rows is always looked through
    public const int SpellingsPerPart = 40;
    public const int Scored = 160;
    public const int RowsPerSearch = 12_000;
    public const int MostParts = 24;
    public const int LongestPart = 32;
}
