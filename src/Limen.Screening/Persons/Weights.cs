namespace Limen.Screening;

/// <summary>Every tuned number of the matching of persons, in bits unless said otherwise. A change shows in <c>bench/accuracy.md</c>.</summary>
static class Weights
{
    // How likely a part is written this way by or for the same person (minus log2 of the probability).
    public const float SameSpelling = 0.4f;
    public const float OtherSpellingOnce = 1.2f;      // on top of the costs of the single letters
    public const float ArticleLeftOut = 2.0f;         // ALMASRI, MASRI
    public const float ServantLeftOut = 6.0f;         // ABDULAZIZ, AZIZ
    public const float ShortForm = 4.5f;              // ALEXANDER, SASHA
    public const float WithoutVowels = 5.0f;          // Arabic or Hebrew letters beside Latin ones, the consonants equal
    public const float Initial = 2.5f;
    public const float CutOff = 4.5f;                 // a beginning, though the name field was not full
    public const float CutOffWhenFull = 1.0f;         // a beginning, and the name field was full
    public const float JoinedOrSplit = 4.0f;
    public const float SlipFrom = 9f;                 // from this cost on it is a slip and not a way of spelling
    public const float FirstLetter = 3.5f;            // what agreeing letters of a beginning are worth, the first ...
    public const float NextLetter = 2.5f;             // ... and each further one
    public const float JoinedAtLeast = 4f;            // below this two joined parts are not the same
    public const float WorstSpelling = 24f;           // dearer spellings are another name

    // Letters, in the same unit: what a slip of the finger costs, wherever the table of spellings knows nothing cheaper.
    public const float WrongLetter = 11f;
    public const float MissingLetter = 10f;
    public const float ExchangedLetters = 9f;
    public const float DoubledLetter = 2.5f;
    public const float FinalA = 4f;                   // IVANOV, IVANOVA

    // Rarity.
    public const float RarestPart = 18f;              // nothing is rarer than one in 2^18
    public const float UnknownPart = 22f;             // a part that nobody is known to bear, as it is written
    public const float UnknownFirstLetter = 4f;       // a short part is more often another name than a slip: so many bits ...
    public const float UnknownLetter = 3.0f;          // ... and so many for each letter, up to UnknownPart
    public const float FurtherPart = 2.5f;            // parts of one name go together: each one after the first is less of a surprise
    public const double ListPrior = 4000;             // how many people of the general population are put beside the list's own

    // The name as a whole.
    public const float ParticleAgrees = 0.5f;
    public const float OrderTurned = 1.0f;            // surname first instead of last
    public const float OrderMixed = 3.0f;
    public const float OneNameEach = 4.5f;            // neither has a second name, which is rare by itself
    public const float MiddleOmitted = 1.3f;
    public const float FurtherMiddleOmitted = 0.6f;
    public const float EdgeOmitted = 4.0f;            // the first or last part is missing on one side
    public const float Conflict = 6.0f;               // both sides have a part that the other lacks
    public const float UnlikeButSame = -4.0f;         // a pair of parts below this is a conflict
    public const float FirstConflictExtra = 2.0f;
    public const float ManyNames = 0.7f;              // times log2 of the number of names an entry has

    // Two whole names beside each other, without a list.
    public const float PairWorth = 0.3f;              // of the bits that a pair of parts agrees in ...
    public const float PairMost = 10f;                // ... up to so many
    public const float PairLost = 0.3f;               // of the bits that a pair is worth less than if it were equal ...
    public const float PairLostFree = 1f;             // ... beyond so many
    public const float PairConflict = 14f;
    public const float PairFirstConflict = 6f;
    public const float PairKunya = 8f;                // given back where the part that differs is a kunya: it is borne beside a name
    public const float PairLeast = -1f;                // a pair that agrees in less is a conflict
    public const float PairOrder = 2f;                // times the bits of another order
    public const float PairOmitted = 0.7f;            // times the bits of parts on one side only

    // Date of birth.
    public const float BornSameDay = 14.0f;
    public const float BornSameMonth = 9.0f;
    public const float BornSameYear = 7.3f;            // neither knows more than the year, which is rare by itself
    public const float BornYearOfFullDate = 4.8f;     // a year against a whole date of that year
    public const float BornDayMonthSwapped = 9.0f;
    public const float BornOneYearOff = 7.0f;
    public const float BornOneDigitOff = 1.5f;
    public const float BornNextDay = 5.0f;
    public const float BornYearAgreesOnly = -4.0f;
    public const float BornYearsNextToEachOther = 0f; // where one side knows only the year
    public const float BornYearNear = -5.0f;          // years differ by one or two, nothing else agrees
    public const float BornOtherwise = -8.0f;
    public const float PlaceholderDay = -4.0f;        // taken off where the first of January stands for "some day"

    // Sex, nationality, document: the same numbers for every sex and every State.
    public const float SexAgrees = 0.8f;
    public const float SexContradicts = -4.0f;
    public const float NationalityAgrees = 2.0f;
    public const float NationalityContradicts = -2.5f;
    public const float DocumentAgrees = 22f;
    public const float NameBeforeTheRest = 6f;        // below this a name is none, and birth, sex and State add nothing

    // Strength: bits above log2 of the number of entries, at which chance alone would bring one hit in 2^that many travellers.
    public const float PossibleAbove = 6.5f;
    public const float StrongAbove = 14f;

    // Candidates: numbers of rows and spellings, not bits.
    public const int ShortList = 384;                 // a part borne by no more than so many rows is always looked through
    public const int SpellingsPerPart = 40;
    public const int ScoredBeyondTop = 14;            // rows scored beyond those that are asked for
    public const int RowsPerSearch = 12_000;
    public const float WorstCandidate = 19f;          // dearer spellings bring no candidates
    public const float LeastSpelling = 1f;            // bits below which a spelling brings no candidates
    public const int MostParts = 24;
    public const int LongestPart = 32;
}
