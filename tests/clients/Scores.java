// Prints how alike OmegaT finds two texts: for each line of two texts with a tab between, its three percentages.
//   java -cp OmegaT.jar Scores.java fr < PAIRS
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.omegat.core.matching.FuzzyMatcher;
import org.omegat.core.matching.LevenshteinDistance;
import org.omegat.tokenizer.DefaultTokenizer;
import org.omegat.tokenizer.ITokenizer;
import org.omegat.tokenizer.ITokenizer.StemmingMode;
import org.omegat.tokenizer.LuceneEnglishTokenizer;
import org.omegat.tokenizer.LuceneFrenchTokenizer;

public class Scores {
    public static void main(String[] arguments) throws Exception {
        ITokenizer words = arguments[0].equals("fr") ? new LuceneFrenchTokenizer()
            : arguments[0].equals("en") ? new LuceneEnglishTokenizer() : new DefaultTokenizer();
        words.setBehavior(words.getDefaultBehavior());
        LevenshteinDistance distance = new LevenshteinDistance();
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] texts = line.split("\t", 2);
            // the three of the window of fuzzy matches, in its order: by stems, by words, by everything
            out.println(
                FuzzyMatcher.calcSimilarity(distance, words.tokenizeWords(texts[0], StemmingMode.MATCHING),
                    words.tokenizeWords(texts[1], StemmingMode.MATCHING))
                + " " + FuzzyMatcher.calcSimilarity(distance, words.tokenizeWords(texts[0], StemmingMode.NONE),
                    words.tokenizeWords(texts[1], StemmingMode.NONE))
                + " " + FuzzyMatcher.calcSimilarity(distance, words.tokenizeVerbatim(texts[0]),
                    words.tokenizeVerbatim(texts[1])));
        }
    }
}
