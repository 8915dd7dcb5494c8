package io.storeloop.common.conditions;

import static io.storeloop.common.conditions.ConditionFixture.condition;
import static io.storeloop.common.conditions.ConditionFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                      | {}
          {'traits.country':'DE','features.orders':{'$gte':3}}    | {'traits.country':'DE','features.orders':{'$gte':3}}
          {'traits.country':{'$eq':'DE'}}                         | {'traits.country':'DE'}
          {'features.orders':{'$gte':3,'$lt':9}}                  | {'features.orders':{'$gte':3,'$lt':9}}
          {'features.orders':{'$not':{'$gte':3}}}                 | {'$not':{'features.orders':{'$gte':3}}}
          {'$and':[{'features.orders':1},{'features.orders':2}]}  | {'$and':[{'features.orders':1},{'features.orders':2}]}
          {'$and':[{'features.orders':1},{'features.views':2}]}   | {'features.orders':1,'features.views':2}
          {'$and':[{'$and':[{'features.orders':1}]}]}             | {'features.orders':1}
          {'$nor':[{'features.orders':1},{'features.views':2}]}   | {'$not':{'$or':[{'features.orders':1},{'features.views':2}]}}
          {'features.orders':1.500}                               | {'features.orders':1.5}
          {'features.orders':1e3}                                 | {'features.orders':1000}
          {'lastSeenAt':'2026-03-01T01:00:00+01:00'}              | {'lastSeenAt':'2026-03-01T00:00:00Z'}
          {'segments':{'$ne':'vip'}}                              | {'$not':{'segments':'vip'}}
          {'traits.a':{'$in':[1,1.0,'1']}}                        | {'traits.a':{'$in':[1,'1']}}
          {'performed':{'type':'view','where':{},'count':{'$gt':0}}} | {'performed':{'type':'view'}}
          {'performed':{'type':'view','within':'P2W','count':3}}  | {'performed':{'type':'view','within':'P14D','count':{'$eq':3}}}
          """)
  void writesOneFormForEverySpelling(String read, String written) {
    assertThat(ConditionWriter.write(condition(read))).hasToString(json(written).toString());
    assertThat(condition(written)).isEqualTo(condition(read));
  }

  @Test
  void aNumberIsNeverWrittenLongerThanARequestMayHoldIt() {
    Condition huge = condition("{'features.orders':{'$gt':12345678901e30}}");

    String written = ConditionWriter.write(huge).toString();

    assertThat(written).doesNotContainPattern("[0-9]{31}");
    assertThat(condition(written)).isEqualTo(huge);
  }
}
